// Measures each address as Lighthouse does a phone on a slow 4G network, and prints one line of JSON for each.
// Arguments: the browser's path, its switches in one JSON list, then the addresses.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, chromeFlags, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", ...JSON.parse(chromeFlags)] });
try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, {
      port: chrome.port,
      logLevel: "error",
      disableFullPageScreenshot: true,
    });
    const audits = Object.values(lhr.audits);
    console.log(JSON.stringify({
      address,
      scores: Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)])),
      lcp: Math.round(lhr.audits["largest-contentful-paint"].numericValue),
      cls: lhr.audits["cumulative-layout-shift"].numericValue,
      failed: audits.filter(({ score }) => score !== null && score < 0.9).map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`.trim()),
      error: lhr.runtimeError?.message ?? "",
    }));
  }
} finally {
  await chrome.kill();
}
