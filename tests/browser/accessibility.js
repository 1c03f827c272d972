// What the accessibility tests ask of a page.
window.a11y = (() => {
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, iframe, video[controls], [tabindex]";
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  /** Tell whether it is for screen readers alone. */
  const isSpoken = (element) => {
    for (let at = element; at; at = at.parentElement) if (getComputedStyle(at).clipPath !== "none") return true;
    return false;
  };
  const stops = () =>
    [...document.querySelectorAll(FOCUSABLE)].filter((element) => isShown(element) && element.tabIndex >= 0 && !element.disabled);
  const light = (colour) => colour.map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = numbers(getComputedStyle(at).backgroundColor);
      if ((found[3] ?? 1) === 1) return found.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  /** Say what is wrong with the mark of the focused element. */
  const mark = (element) => {
    const style = getComputedStyle(element);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return [`no mark: ${name(element)}`];
    const colours = [numbers(style.outlineColor).slice(0, 3), ground(parseFloat(style.outlineOffset) < 0 ? element : element.parentElement)];
    return contrast(...colours) < 3 ? [`faint mark, ${contrast(...colours).toFixed(2)}: ${name(element)}`] : [];
  };
  const isWithinWindow = ({ left, right, top, bottom }) => right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  /** Tell whether some of its lines can be seen where nothing lies over them. */
  const isInSight = (element) => [...element.getClientRects()].filter(isWithinWindow).some(({ left, top, width, height }) => {
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return found && (element.contains(found) || found.contains(element));
  });
  const isInSentence = (element) => {
    const { display } = getComputedStyle(element);
    const block = element.closest("p, li, dd, dt, td, th, figcaption, caption, h1, h2, h3, h4, span");
    const rest = block ? block.innerText.replace(element.innerText, "").replace(/[\s·/,.:…|–]+/g, "") : "";
    return display === "inline" && rest !== "";
  };
  const targets = () => stops().filter((element) => !element.matches("[tabindex]:not(a, button, summary)"));
  const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
  const distance = ([x, y], box) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  return {
    stops,
    stop() {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const wrong = mark(element);
      if (!isInSight(element)) wrong.push(`hidden: ${name(element)}`);
      return { number: stops().indexOf(element), wrong };
    },
    unmarked() {
      return stops().flatMap((element) => {
        element.focus();
        return mark(element);
      });
    },
    small() {
      const all = targets();
      const boxes = all.map((element) => element.getBoundingClientRect());
      return all.filter((element, at) => {
        const box = boxes[at];
        if ((box.width >= 24 && box.height >= 24) || isInSentence(element) || element.matches(".skip-link")) return false;
        return boxes.some((other, place) => place !== at && distance(middle(box), other) < 12);
      }).map(name);
    },
    covered() {
      scrollTo(0, document.documentElement.scrollHeight / 3);
      const sticking = [...document.querySelectorAll("body *")].filter((element) => isShown(element) && ["fixed", "sticky"].includes(getComputedStyle(element).position));
      const heights = sticking.map((element) => element.getBoundingClientRect())
        .map(({ top, bottom }) => Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)));
      return heights.reduce((sum, height) => sum + height, 0) / innerHeight;
    },
    cut() {
      const wide = document.documentElement.scrollWidth > innerWidth ? [`scrolls sideways: ${document.documentElement.scrollWidth}`] : [];
      const found = [...document.querySelectorAll("body *")].filter((element) => isShown(element) && element.checkVisibility({ contentVisibilityAuto: true }) && !element.closest(".skip-link, svg, select") && !isSpoken(element));
      return wide.concat(found.filter((element) => {
        const text = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
        return text.some((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          const words = range.getBoundingClientRect();
          for (let at = element; at && at !== document.body; at = at.parentElement) {
            const { display, overflowX, overflowY } = getComputedStyle(at);
            if (display.startsWith("inline") && display !== "inline-block" && display !== "inline-flex") continue;
            const box = at.getBoundingClientRect();
            if (words.right > box.right + 1 || words.left < box.left - 1 || words.bottom > box.bottom + 6 || words.top < box.top - 6) return true;
            if (overflowX !== "visible" || overflowY !== "visible") return false;
          }
          return false;
        });
      }).map(name));
    },
    moving() {
      const styles = [...document.querySelectorAll("*")].map((element) => [element, getComputedStyle(element)]);
      // A step of an animation waits and then is there: nothing moves.
      const isAnimated = (style) => style.animationName !== "none" && !/^step/.test(style.animationTimingFunction);
      return styles.filter(([, style]) => style.scrollBehavior === "smooth" || isAnimated(style) || parseFloat(style.transitionDuration) > 0)
        .map(([element]) => name(element));
    },
  };
})();
