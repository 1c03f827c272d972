// Takes the place of worker.js where event.yml says `offline: false`: removes everything that this site keeps on the
// device, and then itself. Nothing is reloaded; the next page comes from the network, as without any worker.
const BASE = new URL(registration.scope).pathname;
// Other sites of the same host have caches of their own. A path has no space in it.
const PREFIX = `eventsite ${BASE} `;

async function remove() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  await registration.unregister();
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(remove()));
