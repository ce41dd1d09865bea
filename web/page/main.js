// The page: what the reader does becomes a state, a state becomes a question, an answer is shown.
import { History, baselineLines, changedKeys, commandOf, emptyState, fromHash, sameState, setLines, toHash, tomlOf } from "./changes.js";
import { Engine } from "./engine.js";
import { Inputs } from "./inputs.js";
import { byId, showAnswer, showAttribution, showProblem, showStatus, spanOf } from "./results.js";

const data = JSON.parse(byId("data").textContent);
const empty = emptyState(data.first);
const history_ = new History(fromHash(location.hash, empty));
let shapes = {};
let shown = data.first;

function widths() {
  const wide = Math.floor(byId("fan").getBoundingClientRect().width || byId("answer").getBoundingClientRect().width - 32);
  const half = window.matchMedia("(min-width: 1000px)").matches ? Math.floor((wide - 24) / 2) : wide;
  return { width: Math.max(300, Math.min(wide, 1100)), small: Math.max(300, Math.min(half, 700)) };
}

function questionOf(state) {
  return { set: setLines(state), baseline: baselineLines(state), variable: state.variable, index: state.index, year: state.year, ...widths() };
}

function told(answer, trials) {
  delete document.body.dataset.waiting;
  if (!answer.ok) {
    showProblem(answer.message);
    showStatus("The last answer still stands.", false);
    return;
  }
  if (trials === 0) {
    showAttribution(answer);
    return;
  }
  showProblem("");
  show(answer);
}

function show(answer) {
  const state = history_.state;
  shown = answer;
  shapes = { ...shapes, ...answer.inputs };
  showAnswer(answer, changedKeys(state).length);
  showStatus(`${answer.trials >= 16384 ? "\u2713 " : ""}${answer.trials.toLocaleString("en")} trials, the bits of the command above. ${answer.words.error}`, answer.trials >= 16384);
  byId("command").textContent = commandOf(data, state, answer.trials);
  fillYears(answer.years, answer.year);
  fillThreshold(answer);
  inputs.show(state.changes, shapes);
}

function fillYears(years, year) {
  const select = byId("year");
  const has = [...select.options].map(({ value }) => Number(value));
  if (JSON.stringify(has) !== JSON.stringify(years)) select.replaceChildren(...years.map((each) => new Option(each === 0 ? "\u2013" : String(each), String(each))));
  select.value = String(year);
  select.disabled = years.length < 2;
}

function fillThreshold(answer) {
  const [low, high] = spanOf(answer), range = byId("threshold-range"), field = byId("threshold");
  const at = history_.state.threshold ?? answer.chance?.at ?? Number(((low + high) / 2).toPrecision(2));
  range.min = String(low);
  range.max = String(high);
  range.step = String((high - low) / 200 || 1);
  if (document.activeElement !== range) range.value = String(at);
  if (document.activeElement !== field) field.value = String(Number(Number(at).toPrecision(5)));
  byId("threshold-unit").textContent = answer.unit === "1" ? "" : answer.unit;
}

function fillOutputs(state) {
  const own = Object.keys(state.derived).map((name) => ({ name, words: name.replaceAll("_", " "), indices: [{ index: "", words: "" }] }));
  const outputs = [...data.outputs, ...own.filter(({ name }) => !data.outputs.some((each) => each.name === name))];
  byId("output").replaceChildren(...outputs.map(({ name, words }) => new Option(words, name)));
  byId("output").value = state.variable;
  const indices = outputs.find(({ name }) => name === state.variable)?.indices ?? [];
  byId("index").replaceChildren(...indices.map(({ index, words }) => new Option(words === "" ? "all" : words, index)));
  byId("index").value = state.index === "" && indices.length > 0 ? indices[0].index : state.index;
  byId("index-label").hidden = indices.length < 2;
}

/** After any change of the state. */
function refresh() {
  const state = history_.state;
  byId("undo").disabled = !history_.canUndo;
  byId("redo").disabled = !history_.canRedo;
  byId("reset").disabled = Object.keys(state.changes).length === 0 && Object.keys(state.baseline).length === 0 && Object.keys(state.derived).length === 0;
  byId("pin").disabled = changedKeys(state).length === 0;
  fillOutputs(state);
  const hash = toHash(state, empty);
  if (hash !== location.hash.replace(/^#/, "")) window.history.replaceState(null, "", hash === "" ? location.pathname + location.search : `#${hash}`);
  inputs.show(state.changes, shapes);
  showStatus("computing \u2026", false);
  document.body.dataset.waiting = "yes";
  const isStored = sameState(state, empty);
  if (isStored) show(data.first);
  engine.update(questionOf(state), isStored);
}

function become(change, step = null) {
  history_.push({ ...history_.state, ...change }, step);
  refresh();
}

function changeInput(name, value, step) {
  const changes = { ...history_.state.changes };
  delete changes[name];
  if (value !== null) changes[name] = value;
  else delete shapes[name];
  become({ changes }, step);
}

function download() {
  const link = document.createElement("a");
  link.href = `data:application/toml;charset=utf-8,${encodeURIComponent(tomlOf(data, history_.state))}`;
  link.download = `${data.name}-what-if.toml`;
  link.click();
}

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    byId("said").textContent = said;
  } catch {
    byId("said").textContent = text;
  }
  setTimeout(() => { byId("said").textContent = ""; }, 4000);
}

function chooseTheme() {
  const root = document.documentElement, isDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = (root.dataset.theme ?? (isDark ? "dark" : "light")) === "dark" ? "light" : "dark";
}

function addDerived(event) {
  event.preventDefault();
  const [name, expression, unit] = ["derived-name", "derived-expression", "derived-unit"].map((id) => byId(id).value.trim());
  if (name === "" || expression === "") return;
  become({ derived: { ...history_.state.derived, [name]: { expression, unit: unit || "1" } }, variable: name, index: "", year: 0, threshold: null });
}

const inputs = new Inputs(data.inputs, changeInput);
const engine = new Engine(data.start, new URLSearchParams(location.search).get("engine"), told);

byId("undo").addEventListener("click", () => { history_.undo(); refresh(); });
byId("redo").addEventListener("click", () => { history_.redo(); refresh(); });
byId("reset").addEventListener("click", () => { shapes = {}; become({ changes: {}, baseline: {}, derived: {}, variable: empty.variable, index: empty.index, year: empty.year, threshold: null }); });
byId("pin").addEventListener("click", () => become({ baseline: history_.state.changes }));
byId("share").addEventListener("click", () => copy(location.href, "The address of this page with your changes is copied."));
byId("download").addEventListener("click", download);
byId("theme").addEventListener("click", chooseTheme);
byId("copy").addEventListener("click", () => copy(byId("command").textContent, "The command is copied."));
byId("output").addEventListener("change", () => become({ variable: byId("output").value, index: "", threshold: null }));
byId("index").addEventListener("change", () => become({ index: byId("index").value, threshold: null }));
byId("year").addEventListener("change", () => become({ year: Number(byId("year").value) }));
byId("threshold").addEventListener("change", () => become({ threshold: byId("threshold").value.trim() || null }));
byId("threshold-range").addEventListener("input", () => become({ threshold: String(Number(Number(byId("threshold-range").value).toPrecision(4))) }, "threshold"));
byId("derived").addEventListener("submit", addDerived);
for (const tab of document.querySelectorAll("button[data-tab]"))
  tab.addEventListener("click", () => {
    document.body.dataset.shown = tab.dataset.tab;
    if (tab.dataset.tab === "table") document.querySelector("details.numbers").open = true;
    for (const each of document.querySelectorAll("button[data-tab]")) each.setAttribute("aria-pressed", String(each === tab));
    refresh();
  });
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.matches("input[type=text], input[type=number]")) return;
  event.preventDefault();
  if (event.shiftKey) history_.redo();
  else history_.undo();
  refresh();
});
window.addEventListener("hashchange", () => {
  history_.push(fromHash(location.hash, empty));
  refresh();
});
let resized = null;
window.addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(() => engine.update(questionOf(history_.state), sameState(history_.state, empty)), 200);
});
engine.begun.then(() => { document.body.dataset.engine = engine.name; }, (error) => showProblem(`The engine cannot start in this browser: ${error.message}`));

show(data.first);
refresh();
