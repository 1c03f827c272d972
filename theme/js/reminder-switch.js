// Turns the reminders on and off, and says what came of it.
import { notify } from "./reminders.js";
import { keepReminders, reminders } from "./stars.js";
import { gettext } from "./words.js";

/** Turn the reminders on where they are off, and off where they are on; return whether they are on, and words. */
export async function switchReminders() {
  if (reminders().on) return off(gettext("You will not be reminded any more."));
  if (!globalThis.Notification) return off(gettext("This browser cannot show notifications."));
  const permission = await Notification.requestPermission();
  if (permission === "denied") {
    return off(gettext("Your browser blocks notifications from this site. Allow them in its settings for this site (the icon to the left of the address), then press the button again."));
  }
  if (permission !== "granted") return off(gettext("Without your permission there are no reminders."));
  keepReminders({ ...reminders(), on: true });
  const title = gettext("Reminders are on");
  const body = gettext("A notification comes 10 minutes before each starred session whose hour is known. For that, a page of this site with the programme must stay open.");
  if (await notify(title, { body, tag: "reminders", data: location.pathname })) return { isOn: true, words: `${title}. ${body}` };
  return off(gettext("This browser cannot show notifications."));
}

function off(words) {
  keepReminders({ ...reminders(), on: false });
  return { isOn: false, words };
}
