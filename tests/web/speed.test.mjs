// How fast the page is, as ratios to the program on the same machine in the same minute. Each figure is the least of several, taken in turn, as others
// may load the machine.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, settled } from "./browser.mjs";
import { kProgram, kSource } from "./program.mjs";

const kOutputs = ["total_demand", "total_production", "production", "total_utilization", "total_unmet", "price", "total_exports", "total_revenue", "demand", "capacity", "utilization", "unmet"];
const kWanted = `outputs.variables=${JSON.stringify(kOutputs)}`;
const kFew = 16384, kMany = 65536, kRounds = 5;
/** What is promised is held on an idle machine, where CELLCAST_LONG says so; in the suite, where others take the processors, a tenth of it. */
const kSlack = process.env.CELLCAST_LONG ? 1 : 10;
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** An engine of the page's own making, to be asked in `page`. */
async function engineIn(page) {
  await page.evaluate(async () => {
    const packed = Uint8Array.from(atob(document.getElementById("engine").textContent.trim()), (c) => c.charCodeAt(0));
    const bytes = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    const worker = new Worker(URL.createObjectURL(new Blob([document.getElementById("worker").textContent])));
    const next = () => new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); });
    worker.postMessage({ module: await WebAssembly.compile(bytes), start: JSON.stringify(JSON.parse(document.getElementById("data").textContent).start) });
    await next();
    window.timed = async (question) => {
      const begin = performance.now();
      worker.postMessage({ id: 1, question });
      const { answer } = await next();
      if (!answer.ok) throw new Error(answer.message);
      return performance.now() - begin;
    };
  });
}

/** Processor seconds of the program. */
function native(trials, folder) {
  const out = execFileSync("/usr/bin/python3", ["-c", `
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)`, kProgram, "run", join(kSource, "scenarios/china-2031.toml"), "--trials", String(trials), "--threads", "1", "--set", kWanted, "--set",
    'sensitivity.method="none"', "--quiet", "--force", "-o", join(folder, "x.h5")], { encoding: "utf8" });
  return Number(out);
}

test("trials a second of 12 outputs", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cellcast-speed-"));
  const page = await open(browser, process.env.CELLCAST_PAGE);
  await settled(page);
  await engineIn(page);
  const ask = (trials, rate) => page.evaluate((question) => window.timed(question), { kind: "run", set: [kWanted, `tariffs.us_mfn.rate=${rate}`], baseline: [kWanted, `tariffs.us_mfn.rate=${rate}`], variable: "", trials });
  let few = Infinity, many = Infinity, nativeFew = Infinity, nativeMany = Infinity;
  for (let k = 0; k < kRounds; ++k) {
    few = Math.min(few, await ask(kFew, 0.05 + k / 100));
    many = Math.min(many, await ask(kMany, 0.05 + k / 100));
    nativeFew = Math.min(nativeFew, native(kFew, folder));
    nativeMany = Math.min(nativeMany, native(kMany, folder));
  }
  rmSync(folder, { recursive: true });
  const inPage = 1000 * (kMany - kFew) / (many - few), inProgram = (kMany - kFew) / (nativeMany - nativeFew);
  console.log(`trials a second of 12 outputs: ${Math.round(inPage)} in the page, ${Math.round(inProgram)} of one native thread: ${(inPage / inProgram).toFixed(2)} (at least 0.2)`);
  assert.ok(inPage >= inProgram / 5 / kSlack);
  await page.close();
});

test("a change is answered", { skip: process.env.CELLCAST_TESTS ? false : "the unit tests are not built" }, async () => {
  const page = await open(browser, process.env.CELLCAST_PAGE);
  await settled(page);
  await engineIn(page);
  const ask = (rate) => page.evaluate((question) => window.timed(question), { kind: "run", set: [`tariffs.us_mfn.rate=${rate}`], baseline: [], variable: "total_production", trials: 1024 });
  let mine = Infinity, warm = Infinity;
  for (let k = 0; k < kRounds; ++k) {
    for (let j = 0; j < 6; ++j) mine = Math.min(mine, await ask(0.04 + j / 100 + k / 1000));
    const printed = execFileSync(process.env.CELLCAST_TESTS, ["[.whatif-speed]"], { encoding: "utf8" });
    warm = Math.min(warm, Number(/warm ([\d.]+)/.exec(printed)[1]));
  }
  console.log(`a change answered by 1,024 trials: ${mine.toFixed(1)} ms in the page, ${warm.toFixed(1)} ms in a warm native process: ${(mine / warm).toFixed(2)} (at most 3)`);
  assert.ok(mine <= 3 * warm * kSlack);
  await page.close();
});

test("the first picture", async () => {
  const page = await open(browser, process.env.CELLCAST_PAGE);
  const paint = await page.evaluate(() => new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true })));
  await page.waitForFunction(() => document.body.dataset.engine !== undefined);
  const engine = await page.evaluate(() => performance.now());
  console.log(`first picture after ${Math.round(paint)} ms, the engine after ${Math.round(engine)} ms`);
  assert.ok(paint < engine);
  await page.close();
});
