// The page's numbers are those of the program with the page's own command, to the bit.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { kFirefox, launch, launchFirefox, open, settled } from "./browser.mjs";
import { random, resultOf } from "./program.mjs";

const kPage = process.env.CELLCAST_PAGE;
const kChanges = 20, kFewer = process.env.CELLCAST_LONG ? kChanges : 6;
let chromium, firefox;
before(async () => {
  chromium = await launch();
  if (kFirefox) firefox = await launchFirefox();
});
after(async () => {
  await chromium.close();
  await firefox?.close();
});

/** A change of one to three inputs, of any kind, as a reader could make it: distributions, choices, constants. */
function change(inputs, next) {
  const lines = [];
  const count = 1 + Math.floor(3 * next());
  for (let k = 0; k < count; ++k) {
    const input = inputs[Math.floor(inputs.length * next())];
    if (lines.some((line) => line.startsWith(`${input.name}=`))) continue;
    const number = (value) => { const written = String(Number(value.toPrecision(4))); return /^-?\d+$/.test(written) ? `${written}.0` : written; };
    if (input.kind === "choice") lines.push(`${input.name}=${number(input.values[Math.floor(input.values.length * next())])}`);
    else if (input.kind === "constant") lines.push(`${input.name}=${number(input.value * (0.8 + 0.4 * next()))}`);
    else {
      const ends = input.support.map((end, k) => end ?? input.range[k]);
      const bounds = ["min", "max"].map((name, k) => (ends[k] === null ? "" : `, ${name} = ${number(ends[k])}`)).join("");
      const [p10, p50, p90] = input.shape.p, by = (next() - 0.5) * 0.1 * (p90 - p10);
      lines.push(`${input.name}={ dist = "metalog", p10 = ${number(p10 + by)}, p50 = ${number(p50 + by)}, p90 = ${number(p90 + by)}${bounds} }`);
    }
  }
  return lines;
}

/** Every stage's numbers, as they come. */
async function watch(page) {
  await page.evaluate(() => {
    window.stages = {};
    const table = document.getElementById("table");
    const keep = () => {
      if (document.body.dataset.waiting) return;
      window.stages[table.dataset.trials] = { csv: decodeURIComponent(document.getElementById("table-csv").href.replace(/^[^,]*,/, "")), command: document.getElementById("command").textContent };
    };
    new MutationObserver(keep).observe(document.getElementById("command"), { childList: true, characterData: true, subtree: true });
  });
}

async function compare(browser, search, changes, seed) {
  const page = await open(browser, kPage, { search });
  await settled(page);
  const inputs = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).inputs);
  const next = random(seed);
  await watch(page);
  let compared = 0, refused = 0;
  while (compared < changes) {
    const lines = change(inputs, next);
    await page.evaluate(() => { window.stages = {}; });
    await page.evaluate((hash) => { location.hash = hash; }, new URLSearchParams(lines.map((line) => ["set", line])).toString());
    await page.waitForFunction(() => !document.getElementById("problem").hidden || window.stages["16384"] !== undefined, { polling: 30 });
    if (!(await page.$eval("#problem", (problem) => problem.hidden))) {
      refused += 1;
      assert.ok(refused < 3 * changes, "most changes are refused");
      continue;
    }
    const stages = await page.evaluate(() => window.stages);
    for (const trials of ["1024", "16384"]) {
      const { csv, command } = stages[trials];
      assert.match(command, new RegExp(`--trials ${trials}$`));
      const page_ = csv.trim().split("\n").slice(1).map((line) => line.split(",").map(Number));
      assert.deepEqual(page_, resultOf(command, "total_production"), `${lines.join(" ")} at ${trials} trials`);
    }
    compared += 1;
  }
  const name = await page.$eval("body", (body) => body.dataset.engine);
  console.log(`${compared} changes compared with the ${name} engine, ${refused} refused by it`);
  assert.deepEqual(page.errors, []);
  await page.close();
  return name;
}

test("random changes have the program's bits", async () => { await compare(chromium, "", kChanges, 20260301); });

test("with the multiply-add that is computed, too", async () => { assert.equal(await compare(chromium, "?engine=exact", kFewer, 7), "exact"); });

test("and in Firefox", { skip: kFirefox ? false : "Firefox is not installed" }, async () => { await compare(firefox, "", kFewer, 11); });
