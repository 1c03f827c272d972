// Measures each address as Lighthouse does a phone on a slow 4G network, and prints one line of JSON for each.
// Arguments: the browser's path; its switches, the categories and the audits to leave out, each a list in JSON;
// then the addresses.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, switches, onlyCategories, skipAudits, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", ...JSON.parse(switches)] });
try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, {
      port: chrome.port,
      logLevel: "error",
      disableFullPageScreenshot: true,
      onlyCategories: JSON.parse(onlyCategories),
      skipAudits: JSON.parse(skipAudits),
    });
    const counted = new Set(Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight).map(({ id }) => id)));
    const failed = Object.values(lhr.audits).filter(({ id, score }) => counted.has(id) && score !== null && score < 0.9);
    console.log(JSON.stringify({
      address,
      scores: Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)])),
      lcp: Math.round(lhr.audits["largest-contentful-paint"]?.numericValue ?? 0),
      cls: lhr.audits["cumulative-layout-shift"]?.numericValue ?? 0,
      failed: failed.map(({ id, displayValue }) => [id, displayValue].filter(Boolean).join(" ")),
      error: lhr.runtimeError?.message ?? "",
    }));
  }
} finally {
  await chrome.kill();
}
