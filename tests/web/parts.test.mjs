// The parts of the page's script, without a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { dirname } from "node:path";
import { History, changedKeys, commandOf, emptyState, fromHash, setLines, shellQuoted, toHash, tomlOf, tomlText } from "./page/changes.js";
import { madeExact } from "./page/exact.js";
import { lawThrough, percentilesOf } from "./page/inputs.js";
import { rounded, tomlNumber } from "./page/format.js";
import { kProgram, random } from "./program.mjs";

const kEmpty = emptyState({ variable: "total_production", index: "", year: 2031 });

test("an address brings back any state", () => {
  const state = { ...structuredClone(kEmpty), changes: { "a.b": "{ dist = \"normal\", mean = 1.0, sd = 2.0 }", "c#&%": "'x=y'" }, baseline: { "a.b": "1.0" },
                  derived: { share: { expression: "a / b & \"c\"", unit: "1" } }, threshold: "3800", year: 2030 };
  assert.deepEqual(fromHash(`#${toHash(state, kEmpty)}`, kEmpty), state);
  assert.equal(toHash(kEmpty, kEmpty), "");
});

test("an address from anybody is taken as far as it makes sense", () => {
  for (const hash of ["", "#", "#set", "#set==", "#derived=x", "#derived=[1]", "#year=99999&threshold=x", "#%%%", "#__proto__=1&set=__proto__%3D1", "#derived=" + encodeURIComponent('["A B","1","1"]')]) {
    const state = fromHash(hash, kEmpty);
    assert.equal(state.year, 2031);
    assert.equal(state.threshold, null);
    assert.deepEqual(Object.keys(state.derived), []);
    assert.doesNotThrow(() => setLines(state));
  }
});

test("undo, redo, and a gesture is one step", () => {
  const of = (value) => ({ ...kEmpty, changes: { a: value } });
  const history = new History(kEmpty);
  for (const value of ["1", "2", "3"]) history.push(of(value), "drag");
  history.push(of("4"));
  history.undo();
  assert.deepEqual(history.state, of("3"));
  history.undo();
  assert.deepEqual(history.state, kEmpty);
  assert.equal(history.canUndo, false);
  history.redo();
  history.redo();
  assert.deepEqual(history.state, of("4"));
  history.push(of("4"));
  assert.equal(history.states.length, 3, "what changes nothing is no step");
  history.undo();
  history.push(of("5"));
  assert.equal(history.canRedo, false);
});

test("keys that differ from the baseline are counted", () => {
  assert.deepEqual(changedKeys({ ...kEmpty, changes: { a: "1", b: "2" }, baseline: { a: "1", c: "3" } }), ["b", "c"]);
});

test("the command is fit for a shell, the download for TOML", () => {
  const data = { path: "scenarios/it's.toml", name: "x", set: ["k=1"] }, state = { ...kEmpty, changes: { "a.b": "\"it's\"" } };
  assert.equal(commandOf(data, state, 1024), "cellcast run 'scenarios/it'\\''s.toml' --set k=1 --set 'a.b=\"it'\\''s\"' --trials 1024");
  assert.equal(shellQuoted("$(rm)"), "'$(rm)'");
  assert.equal(tomlText("a\"b\\\n\u007f"), "\"a\\\"b\\\\\\n\\u007f\"");
  assert.equal(tomlOf(data, state), "schema = 1\nextends = \"it's.toml\"\nname = \"x-what-if\"\n\nk = 1\na.b = \"it's\"\n");
});

test("numbers become TOML, and a law goes through its percentiles", () => {
  assert.deepEqual([1, -0.5, 1e-7, 1e21, 3800].map(tomlNumber), ["1.0", "-0.5", "1e-7", "1e+21", "3800.0"]);
  assert.equal(rounded(0.123456, 0, 1), 0.123);
  const input = { name: "x", range: [-0.9, 10], support: [0, 0.35], law: "" };
  assert.equal(lawThrough(input, [0.1, 0.15, 0.2]), "{ dist = \"metalog\", p10 = 0.1, p50 = 0.15, p90 = 0.2, min = 0.0, max = 0.35 }");
  assert.deepEqual(percentilesOf(lawThrough(input, [0.1, 0.15, 0.2])), [0.1, 0.15, 0.2]);
  assert.equal(lawThrough({ ...input, range: [null, null], support: [null, null] }, [1, 2, 3]), "{ dist = \"metalog\", p10 = 1.0, p50 = 2.0, p90 = 3.0 }");
});

/** A double as an integer times a power of two. */
function parts(value) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0), exponent = Number((bits >> 52n) & 0x7ffn), fraction = bits & ((1n << 52n) - 1n);
  const whole = exponent === 0 ? fraction : fraction | (1n << 52n);
  return [bits >> 63n ? -whole : whole, Math.max(exponent, 1) - 1075];
}

/** a * b + c, rounded once to nearest, ties to even; of results that are neither subnormal nor infinite. */
function fused(a, b, c) {
  const [[ma, ea], [mb, eb], [mc, ec]] = [a, b, c].map(parts);
  const low = Math.min(ea + eb, ec);
  const sum = ma * mb * (1n << BigInt(ea + eb - low)) + mc * (1n << BigInt(ec - low));
  if (sum === 0n) return 0;
  const size = sum < 0n ? -sum : sum, excess = size.toString(2).length - 53;
  if (excess <= 0) return Number(sum) * 2 ** low;
  const unit = 1n << BigInt(excess), rest = size % unit, floor = size / unit;
  const up = 2n * rest > unit || (2n * rest === unit && (floor & 1n) === 1n) ? 1n : 0n;
  return (sum < 0n ? -1 : 1) * Number(floor + up) * 2 ** (low + excess);
}

test("the computed multiply-add is rounded once", () => {
  const bytes = madeExact(new Uint8Array(gunzipSync(readFileSync(join(dirname(kProgram), "share/cellcast/web/engine.wasm.gz")))));
  const module = new WebAssembly.Module(bytes);  // Node 20 has no relaxed SIMD: it would refuse what is left of it
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
  const { multiply_add } = new WebAssembly.Instance(module, imports).exports;
  const next = random(5);
  const number = (spread) => (next() < 0.5 ? -1 : 1) * (1 + (next() < 0.3 ? Math.floor(next() * 16) * 2 ** -52 : next())) * 2 ** Math.floor((next() - 0.5) * spread);
  for (let k = 0; k < 200000; ++k) {
    const a = number(60), b = number(60);
    const c = k % 3 === 0 ? number(120) : k % 3 === 1 ? -a * b * (1 + Math.floor((next() - 0.5) * 8) * 2 ** -52) : a * b * 2 ** Math.floor((next() - 0.5) * 110);
    const mine = multiply_add(a, b, c);
    assert.ok(Object.is(mine, fused(a, b, c)) || (mine === 0 && fused(a, b, c) === 0), `${a} * ${b} + ${c}: ${mine}, not ${fused(a, b, c)}`);
  }
});
