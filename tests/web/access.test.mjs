// What axe finds: nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, open, settled } from "./browser.mjs";

const kAxe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const kSchemes = ["light", "dark"];
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function violations(page) {
  await page.evaluate(kAxe);
  const { violations: found } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).slice(0, 3).join(" ")}`);
}

for (const scheme of kSchemes) {
  const features = [{ name: "prefers-color-scheme", value: scheme }];
  test(`the what-if page, ${scheme}`, async () => {
    const page = await open(browser, process.env.CELLCAST_PAGE, { features });
    await settled(page);
    const name = await page.$eval("#first-inputs li", (item) => item.dataset.name);
    await page.focus(`li[data-name="${name}"] .handle.middle`);
    await page.keyboard.press("PageUp");
    await settled(page);
    await page.waitForSelector("#attribution:not([hidden]) svg");
    await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(page.errors, []);
    await page.close();
  });
  test(`the report, ${scheme}`, async () => {
    const page = await open(browser, process.env.CELLCAST_REPORT, { features });
    assert.deepEqual(await violations(page), []);
    assert.deepEqual([page.errors, page.requests], [[], []]);
    await page.close();
  });
}

test("the what-if page on a phone", async () => {
  const page = await open(browser, process.env.CELLCAST_PAGE, { width: 390, height: 844, isPhone: true });
  await settled(page);
  assert.deepEqual(await violations(page), []);
  await page.close();
});
