// A QR code as a drawing.
import { correction, generate } from "./lean-qr.js";

const SVG = "http://www.w3.org/2000/svg";
// 97 dots a side and 858 characters: what phones read well from a screen, 150 stars or so.
const BIGGEST = 20;
// The standard asks for so much white around the code.
const MARGIN = 4;

function part(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** Return a drawing of the words, black on white in every colour scheme; null where the code would be too dense. */
export function drawing(words, label) {
  let code;
  try {
    code = generate(words, { minCorrectionLevel: correction.L, maxVersion: BIGGEST });
  } catch {
    return null;
  }
  const side = code.size + 2 * MARGIN;
  let dots = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) dots += `M${x + MARGIN} ${y + MARGIN}h1v1h-1z`;
  }
  const made = part("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label, class: "qr" });
  made.append(
    part("rect", { width: side, height: side, fill: "#fff" }),
    part("path", { d: dots, fill: "#000" }),
  );
  return made;
}
