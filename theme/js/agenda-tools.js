// What the buttons of the reader's own agenda do. Each takes what the agenda knows, and the button that was pressed.
import { peopleOf, placeOf } from "./agenda-entries.js";
import { starred } from "./stars.js";
import { gettext } from "./words.js";

let panel = null;

/** Let the reader save a calendar file of the starred sessions. */
export async function save({ agenda, schedule, places, said }) {
  if (!schedule) {
    said.textContent = gettext("The programme cannot be loaded at the moment, so there is no calendar file. Please try again later.");
    return;
  }
  const { download } = await import("./ics.js");
  const stars = starred();
  const sessions = schedule.sessions.filter(({ id }) => stars.has(id));
  const count = download(sessions, {
    name: document.title,
    host: agenda.dataset.host,
    placeOf: (session) => placeOf(session, schedule, places),
    peopleOf: (session) => peopleOf(session, schedule),
  });
  const left = stars.size - count;
  said.textContent = gettext("Sessions in the calendar file: {count}.", { count });
  if (left) {
    const words = gettext("Left out, because they have no day or are no longer in the programme: {count}.", { count: left });
    said.textContent += ` ${words}`;
  }
}

/** Open the panel with the link to the stars, or close it; it follows the stars while it is open. */
export async function share({ agenda, panel: place, pressed }) {
  const { SharePanel } = await import("./share-panel.js");
  if (!panel) agenda.addEventListener("drawn", () => panel.update(starred().keys()));
  panel ??= new SharePanel();
  panel.update(starred().keys());
  const isOpen = pressed.getAttribute("aria-expanded") === "false";
  pressed.setAttribute("aria-expanded", isOpen);
  place.replaceChildren(...(isOpen ? [panel.element] : []));
}

/** Turn the reminders on or off. */
export async function remind({ said, pressed }) {
  const { switchReminders } = await import("./reminder-switch.js");
  const { isOn, words } = await switchReminders();
  pressed.setAttribute("aria-pressed", isOn);
  said.textContent = words;
}
