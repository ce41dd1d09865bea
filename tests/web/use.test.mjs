// What a reader does with the page, by pointer, by keyboard, on a phone, on paper.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, numbers, open, settled, text } from "./browser.mjs";

const kPage = process.env.CELLCAST_PAGE, kPictures = process.env.CELLCAST_PICTURES;
const kPhone = { width: 390, height: 844, isPhone: true };
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const picture = (page, name) => page.screenshot({ path: join(kPictures, `${name}.png`), fullPage: name === "phone" });
const first = (page, kind) => page.evaluate((wanted) => JSON.parse(document.getElementById("data").textContent).inputs.find((input) => input.kind === wanted).name, kind);
const handle = (name, k) => `li[data-name="${name}"] .handle:nth-of-type(${k + 1})`;
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function clean(page) {
  assert.deepEqual(page.errors, []);
  assert.deepEqual(page.requests, []);
  await page.close();
}

async function drag(page, selector, by) {
  const box = await (await page.$(selector)).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let k = 1; k <= 5; ++k) await page.mouse.move(x + by * k / 5, y);
  await page.mouse.up();
}

test("the first picture does not wait for the engine", async () => {
  const page = await open(browser, kPage);
  const seen = await page.evaluate(() => ({ sentence: document.getElementById("sentence").textContent, isThere: document.querySelector("#fan svg") !== null, engine: document.body.dataset.engine ?? "" }));
  assert.match(seen.sentence, /makes .* in 2031/);
  assert.ok(seen.isThere);
  assert.equal(seen.engine, "");
  await settled(page);
  await picture(page, "desktop");
  await clean(page);
});

test("the stored answer is the engine's", async () => {
  const page = await open(browser, kPage);
  const stored = await numbers(page);
  await page.evaluate(() => { document.getElementById("table").dataset.trials = ""; });
  await settled(page);
  assert.deepEqual(await numbers(page), stored);
  await clean(page);
});

test("a drag moves the answer, is one step to undo, and comes back", async () => {
  const page = await open(browser, kPage);
  await settled(page);
  const before = await numbers(page), name = await first(page, "law");
  await drag(page, handle(name, 1), 40);
  await settled(page);
  const after = await numbers(page);
  assert.notDeepEqual(after, before);
  assert.match(await text(page, "#sentence"), /^With your change .* on the baseline$/);
  assert.match(await text(page, "#command"), new RegExp(`--set '${name.replaceAll(".", "\\.")}=\\{ dist = "metalog"`));
  await page.waitForSelector("#attribution:not([hidden]) svg");
  await page.waitForSelector("#difference:not([hidden]) svg");
  await picture(page, "changed");
  await page.click("#undo");
  await settled(page);
  assert.deepEqual(await numbers(page), before);
  assert.equal(await page.$eval("#undo", (button) => button.disabled), true);
  await page.click("#redo");
  await settled(page);
  assert.deepEqual(await numbers(page), after);
  await clean(page);
});

test("a number is typed", async () => {
  const page = await open(browser, kPage);
  await settled(page);
  const name = await first(page, "law"), field = `li[data-name="${name}"] .three label:nth-child(2) input`;
  await page.click(`li[data-name="${name}"] summary`);
  const value = await page.$eval(field, (input) => Number(input.value));
  await page.$eval(field, (input) => { input.value = ""; });
  await page.type(field, String(Number((value * 1.05).toPrecision(4))));
  await page.keyboard.press("Tab");
  await settled(page);
  assert.match(await text(page, "#command"), new RegExp(`p50 = ${Number((value * 1.05).toPrecision(4))}`));
  await clean(page);
});

test("the keyboard alone finds an input, moves it, resets it and chooses", async () => {
  const page = await open(browser, kPage);
  await settled(page);
  const before = await numbers(page), name = await first(page, "law");
  const reach = async (selector) => {
    for (let k = 0; k < 400; ++k) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    assert.fail(`the Tab key does not reach ${selector}`);
  };
  await reach(handle(name, 1));
  for (let k = 0; k < 3; ++k) await page.keyboard.press("ArrowRight");
  await settled(page);
  assert.notDeepEqual(await numbers(page), before);
  const seen = await page.$eval(handle(name, 1), (element) => getComputedStyle(element).outlineStyle);
  assert.equal(seen, "solid", "the focus is seen");
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  await settled(page);
  assert.deepEqual(await numbers(page), before);
  await clean(page);
});

test("a pinned baseline is what is compared with", async () => {
  const page = await open(browser, kPage);
  await settled(page);
  const name = await first(page, "law");
  await drag(page, handle(name, 1), 40);
  await settled(page);
  await page.click("#pin");
  await settled(page);
  assert.doesNotMatch(await text(page, "#sentence"), /baseline/);
  await drag(page, handle(name, 1), 30);
  await settled(page);
  assert.match(await text(page, "#sentence"), /on the baseline/);
  await clean(page);
});

test("the address brings the changes back, and the download extends the scenario", async () => {
  const page = await open(browser, kPage);
  await settled(page);
  await drag(page, handle(await first(page, "law"), 1), 40);
  await settled(page);
  const [hash, mine] = [await page.evaluate(() => location.hash.slice(1)), await numbers(page)];
  await page.evaluate(() => { HTMLAnchorElement.prototype.click = function () { window.saved = decodeURIComponent(this.href.replace(/^[^,]*,/, "")); }; });
  await page.click("#download");
  const saved = await page.evaluate(() => window.saved);
  assert.match(saved, /^schema = 1\nextends = "china-2031\.toml"\n/);
  writeFileSync(join(kPictures, "saved.toml"), saved);
  await clean(page);
  const other = await open(browser, kPage, { hash });
  await settled(other);
  assert.deepEqual(await numbers(other), mine);
  await clean(other);
});

test("an output of one's own", async () => {
  const page = await open(browser, kPage);
  await settled(page);
  await page.evaluate(() => { document.getElementById("derived").closest("details").open = true; });
  await page.type("#derived-name", "export_share");
  await page.type("#derived-expression", "total_exports / total_production");
  await page.click("#derived button");
  await settled(page);
  assert.equal(await page.$eval("#problem", (problem) => problem.hidden), true, await text(page, "#problem"));
  assert.match(await text(page, "#command"), /--set 'derived\.export_share\.expression="total_exports \/ total_production"'/);
  await clean(page);
});

test("a bad value is told in the engine's own words, and the last answer stands", async () => {
  const page = await open(browser, kPage);
  await settled(page);
  const name = await first(page, "law");
  for (const [value, words] of [["{ dist = \"metalog\", p10 = 3.0, p50 = 2.0, p90 = 1.0 }", /p10/], ["abc", /=abc:1:\d+: `abc` is no value/], ["{ dist = \"norml\" }", /normal/], ["1e400", /=1e400:1:\d+: /]]) {
    await page.evaluate((key, written) => { location.hash = new URLSearchParams({ set: `${key}=${written}` }).toString(); }, name, value);
    await page.waitForFunction((key) => !document.getElementById("problem").hidden && document.getElementById("problem").textContent.includes(key), {}, name);
    assert.match(await text(page, "#problem"), words);
    assert.ok(await page.$("#fan svg"));
    await page.click("#undo");
    await settled(page);
    assert.equal(await page.$eval("#problem", (problem) => problem.hidden), true);
  }
  await clean(page);
});

test("on a phone", async () => {
  const page = await open(browser, kPage, kPhone);
  await settled(page);
  assert.ok(await overflow(page) <= 0, "wider than the screen");
  for (const tab of ["chance", "change", "table", "path"]) {
    await page.click(`button[data-tab=${tab}]`);
    assert.ok(await overflow(page) <= 0, `wider than the screen: ${tab}`);
  }
  await settled(page);
  await picture(page, "phone");
  await clean(page);
});

test("dark, and with reduced motion", async () => {
  const page = await open(browser, kPage, { features: [{ name: "prefers-color-scheme", value: "dark" }, { name: "prefers-reduced-motion", value: "reduce" }] });
  await settled(page);
  const [page_, motion] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector(".handle")).transitionDuration]);
  assert.equal(page_, "rgb(17, 24, 31)");
  assert.equal(motion, "0s");
  await picture(page, "dark");
  await page.click("#theme");
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  await clean(page);
});

test("on paper: A4, and no chart is cut", async () => {
  const page = await open(browser, kPage);
  await settled(page);
  await drag(page, handle(await first(page, "law"), 1), 40);
  await settled(page);
  await page.waitForSelector("#attribution:not([hidden]) svg");
  const pdf = await page.pdf({ preferCSSPageSize: true, path: join(kPictures, "page.pdf") });
  const boxes = [...Buffer.from(pdf).toString("latin1").matchAll(/\/MediaBox \[([^\]]+)\]/g)].map(([, box]) => box.trim().split(/\s+/).map(Number));
  assert.ok(boxes.length > 0);
  for (const [, , width, height] of boxes) assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} by ${height}`);
  await page.emulateMediaType("print");
  await page.setViewport({ width: 688, height: 1017 });  // A4 less the margins, at 96 pixels an inch
  const cut = await page.evaluate(() => [...document.querySelectorAll("figure:not([hidden])")].filter((figure) => {
    const box = figure.querySelector("svg").getBoundingClientRect();
    return box.width > 688 || box.height > 1017 || getComputedStyle(figure).breakInside !== "avoid";
  }).map(({ id }) => id));
  assert.deepEqual(cut, []);
  await clean(page);
});

test("the numbers in the charts are those of the table", async () => {
  const page = await open(browser, kPage);
  await settled(page);
  const rows = await page.$$eval("#table tbody tr", (all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  const heads = await page.$$eval("#table thead th", (all) => all.map((cell) => cell.textContent));
  const labels = await page.$$eval("#fan svg text", (all) => all.map((label) => label.textContent));
  const last = rows.at(-1);
  for (const [head, name] of [["P5", "P5"], ["P25", "P25"], ["P50", "median"], ["P75", "P75"], ["P95", "P95"]])
    assert.ok(labels.includes(`${last[heads.indexOf(head)]} ${name}`), `${last[heads.indexOf(head)]} ${name} of ${labels.join(" | ")}`);
  assert.ok((await text(page, "#sentence")).includes(last[heads.indexOf("P50")]));
  await clean(page);
});

test("the page is small", () => {
  const bytes = readFileSync(kPage).length;
  console.log(`the page has ${(bytes / 1e6).toFixed(2)} MB`);
  assert.ok(bytes <= 2.5e6, `${bytes} bytes`);
});
