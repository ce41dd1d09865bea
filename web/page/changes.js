// What the reader has changed, with undo and redo, and as the part of the address behind the #.

/** A state: changes by key (TOML), derived outputs, the pinned baseline, and what is looked at. Never changed in place. */
export function emptyState(first) {
  return { changes: {}, derived: {}, baseline: {}, variable: first.variable, index: first.index, year: first.year, threshold: null };
}

export function sameState(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function derivedLines(state) {
  return Object.entries(state.derived).flatMap(([name, { expression, unit }]) => [
    `derived.${name}.expression=${tomlText(expression)}`, `derived.${name}.unit=${tomlText(unit)}`]);
}

export function thresholdLines(state) {
  return state.threshold === null ? [] : [`outputs.thresholds.${state.variable}=[${state.threshold}]`];
}

function linesOf(state, changes) {
  return [...derivedLines(state), ...Object.entries(changes).map(([key, value]) => `${key}=${value}`), ...thresholdLines(state)];
}

/** As the program takes them: `key=value`. */
export const setLines = (state) => linesOf(state, state.changes);
export const baselineLines = (state) => linesOf(state, state.baseline);

export function tomlText(text) {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

/** Keys whose values differ from the baseline's. */
export function changedKeys(state) {
  const keys = new Set([...Object.keys(state.changes), ...Object.keys(state.baseline)]);
  return [...keys].filter((key) => state.changes[key] !== state.baseline[key]);
}

export class History {
  constructor(state) {
    this.states = [state];
    this.at = 0;
  }
  get state() {
    return this.states[this.at];
  }
  /** `step`: of one gesture, whose later states take the place of its first. */
  push(state, step = null) {
    if (sameState(state, this.state)) return;
    const goesOn = step !== null && step === this.step && this.at === this.states.length - 1 && this.at > 0;
    this.states.length = this.at + (goesOn ? 0 : 1);
    this.states.push(state);
    this.at = this.states.length - 1;
    this.step = step;
  }
  endStep() {
    this.step = null;
  }
  get canUndo() {
    return this.at > 0;
  }
  get canRedo() {
    return this.at < this.states.length - 1;
  }
  undo() {
    if (this.canUndo) this.at -= 1;
    this.step = null;
  }
  redo() {
    if (this.canRedo) this.at += 1;
    this.step = null;
  }
}

const kTables = ["changes", "baseline"];

export function toHash(state, empty) {
  const words = new URLSearchParams();
  for (const table of kTables) for (const [key, value] of Object.entries(state[table])) words.append(table === "changes" ? "set" : table, `${key}=${value}`);
  for (const [name, { expression, unit }] of Object.entries(state.derived)) words.append("derived", JSON.stringify([name, expression, unit]));
  for (const name of ["variable", "index", "year", "threshold"])
    if (state[name] !== empty[name] && state[name] !== null) words.append(name, String(state[name]));
  return words.toString();
}

/** What cannot be read is left out: an address may come from anybody. */
export function fromHash(hash, empty) {
  const state = structuredClone(empty);
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (name === "set" || name === "baseline") {
      const at = value.indexOf("=");
      if (at > 0) state[name === "set" ? "changes" : "baseline"][value.slice(0, at)] = value.slice(at + 1);
    } else if (name === "derived") {
      try {
        const [own, expression, unit] = JSON.parse(value);
        if (/^[a-z][a-z0-9_]*$/.test(own)) state.derived[own] = { expression: String(expression), unit: String(unit) };
      } catch {
        continue;
      }
    } else if (name === "variable" || name === "index") {
      state[name] = value;
    } else if (name === "year" && /^\d{1,4}$/.test(value)) {
      state.year = Number(value);
    } else if (name === "threshold" && Number.isFinite(Number(value)) && value.trim() !== "") {
      state.threshold = value;
    }
  }
  return state;
}

export function shellQuoted(word) {
  return /^[A-Za-z0-9_.\/=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The command that gives the same bits. */
export function commandOf(data, state, trials) {
  const lines = [...data.set, ...setLines(state)];
  return ["cellcast run", shellQuoted(data.path), ...lines.map((line) => `--set ${shellQuoted(line)}`), `--trials ${trials}`].join(" ");
}

/** A scenario that extends the one of the page. */
export function tomlOf(data, state) {
  const file = data.path.split("/").pop();
  const keys = new Map([...data.set, ...setLines(state)].map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
  const lines = [...keys].map(([key, value]) => `${key} = ${value}`);
  return ["schema = 1", `extends = ${tomlText(file)}`, `name = ${tomlText(`${data.name}-what-if`)}`, "", ...lines, ""].join("\n");
}
