// Has pages kept on this device, and tells how old a page from there is.
const { worker, cached } = document.documentElement.dataset;
const { serviceWorker } = navigator;

async function keep() {
  try {
    await serviceWorker.register(worker);
    (await serviceWorker.ready).active.postMessage(document.documentElement.lang);
  } catch {
    // Forbidden, or offline: the page is there all the same.
  }
}

if (worker && serviceWorker) {
  // After what the page itself needs; and a new worker is told too.
  addEventListener("load", keep);
  serviceWorker.addEventListener("controllerchange", keep);
}
if (cached) (await import("./offline-bar.js")).tell(new Date(cached));
