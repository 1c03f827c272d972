// Has pages kept on this device, and tells how old a page from there is.
const { dataset, lang } = document.documentElement;
const { worker, cached, zone: timeZone } = dataset;
const { onLine, serviceWorker } = navigator;

async function tell(fetched) {
  const { gettext } = await import("./words.js");
  // Months have numbers in Vietnamese; in English they stand behind the day, as on the whole site.
  const month = lang === "vi" ? "numeric" : "short";
  const day = new Intl.DateTimeFormat(`${lang}-GB`, { timeZone, day: "numeric", month }).format(fetched);
  const time = new Intl.DateTimeFormat("sv", { timeZone, timeStyle: "short" }).format(fetched);
  const bar = document.createElement("p");
  bar.className = "offline";
  bar.role = "status";
  bar.textContent = onLine
    ? gettext("Poor connection – as of {day}, {time}", { day, time })
    : gettext("Offline – as of {day}, {time}", { day, time });
  const link = document.createElement("a");
  link.textContent = gettext("Reload");
  link.href = location.pathname + location.search;
  const offer = () => bar.append(" ", link);
  if (onLine) offer();
  else addEventListener("online", offer, { once: true });
  document.querySelector(".skip-link").after(bar);
}

async function keep() {
  try {
    await serviceWorker.register(worker);
    (await serviceWorker.ready).active.postMessage(lang);
  } catch {
    // Forbidden, or offline: the page is there all the same.
  }
}

if (worker && serviceWorker) {
  // After what the page itself needs; and a new worker is told too.
  addEventListener("load", keep);
  serviceWorker.addEventListener("controllerchange", keep);
}
if (cached) tell(new Date(cached));
