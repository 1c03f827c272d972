// Shows on every page that its clock is not the real one, and ends that.
import { endRehearsal, everyMinute, isRehearsal } from "./clock.js";
import { element } from "./elements.js";
import { dayWords, local } from "./sessions.js";
import { gettext } from "./words.js";

if (isRehearsal) {
  const words = element("p");
  const end = element("button", { type: "button" }, gettext("End the rehearsal"));
  end.addEventListener("click", endRehearsal);
  document.body.prepend(element("aside", { class: "rehearsal", "aria-label": gettext("Rehearsal") }, words, end));
  everyMinute((moment) => {
    const [day, time] = local(moment).split(" ");
    words.textContent = gettext("Rehearsal: on this page it is {time}, {day}", { time, day: dayWords(day) });
  });
}
