// The controls of the inputs. Each says what it wants by change(key, value), value as TOML or null to reset it.
import { forPeople, percent, rounded, stepOf, tomlNumber, unitOf, withUnit } from "./format.js";

const kNames = ["P10", "P50", "P90"];
const kSvg = "http://www.w3.org/2000/svg";
const kFirst = 8;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** P10, P50 and P90 of a change that a drag has made; null where it is another one. */
export function percentilesOf(value) {
  const found = /^\{ dist = "metalog", p10 = (\S+), p50 = (\S+), p90 = (\S+?)(,| \}).*$/.exec(value ?? "");
  return found === null ? null : found.slice(1, 4).map(Number);
}

/** Bounds of the metalog: what the input could be before, wider where the percentiles leave too little room, within what the key allows. */
export function boundsOf(input, p) {
  const room = Math.max(p[2] - p[0], Number.MIN_VALUE);
  const [low, high] = input.support, [least, most] = input.range;
  const digits = (value) => Number(value.toPrecision(6));
  const min = low === null ? least : Math.max(least ?? -Infinity, Math.min(low, digits(p[0] - room)));
  const max = high === null ? most : Math.min(most ?? Infinity, Math.max(high, digits(p[2] + room)));
  return (min === null ? "" : `, min = ${tomlNumber(min)}`) + (max === null ? "" : `, max = ${tomlNumber(max)}`);
}

export function lawThrough(input, p) {
  return `{ dist = "metalog", p10 = ${tomlNumber(p[0])}, p50 = ${tomlNumber(p[1])}, p90 = ${tomlNumber(p[2])}${boundsOf(input, p)} }`;
}

class Control {
  constructor(input, change) {
    this.input = input;
    this.change = (value, step = null) => change(input.name, value, step);
    this.summary = element("span", { class: "now" });
    this.mark = element("span", { class: "mark", hidden: "" }, "\u25cf");
    this.mark.title = "changed";
    this.reset = element("button", { type: "button", class: "small", hidden: "", "aria-label": `Reset ${input.words}`, on: { click: () => this.change(null) } }, "Reset");
    const share = input.share > 0 ? element("span", { class: "share", title: "share of the variance" }, percent(input.share)) : "";
    this.head = element("div", { class: "head" }, element("h3", {}, this.mark, input.words), this.summary, share, this.reset);
    this.body = element("div", { class: "body" });
    this.typed = this.typing();
    this.item = element("li", { "data-name": input.name }, this.head, this.body, this.typed);
    this.build();
  }
  /** A value or a distribution in the scenario's own words. */
  typing() {
    this.text = element("input", { type: "text", spellcheck: "false", autocomplete: "off", "aria-label": `${this.input.words}, as TOML` });
    const form = element("form", { class: "typed", on: { submit: (event) => { event.preventDefault(); this.change(this.text.value.trim() || null); } } },
                         this.text, element("button", { type: "submit", class: "small" }, "Set"));
    const note = element("p", { class: "note" }, `${this.input.name}${this.input.unit === "1" ? "" : ` [${this.input.unit}]`}: ${this.input.meaning}`);
    return element("details", { class: "type" }, element("summary", { "aria-label": `Type ${this.input.words}` }, "Type"), note, ...this.fields(), form);
  }
  fields() {
    return [];
  }
  show(value, shape) {
    const isChanged = value !== undefined;
    this.mark.hidden = this.reset.hidden = !isChanged;
    if (document.activeElement !== this.text) this.text.value = value ?? this.own();
    this.draw(value, shape);
  }
}

/** Three handles below the density. */
class Law extends Control {
  own() {
    return this.input.law;
  }
  fields() {
    this.numbers = kNames.map((name, k) =>
      element("input", { type: "number", step: "any", "aria-label": `${name} of ${this.input.words}`, on: { change: () => this.type(k) } }));
    return [element("div", { class: "three" }, ...kNames.map((name, k) => element("label", {}, name, this.numbers[k])))];
  }
  build() {
    const [low, high] = this.input.slider;
    this.svg = document.createElementNS(kSvg, "svg");
    this.svg.setAttribute("viewBox", "0 0 340 44");
    this.svg.setAttribute("preserveAspectRatio", "none");
    this.svg.setAttribute("aria-hidden", "true");
    this.track = element("div", { class: "track" });
    this.handles = kNames.map((name, k) => {
      const handle = element("div", { class: `handle${k === 1 ? " middle" : ""}`, role: "slider", tabindex: "0", "aria-label": `${name} of ${this.input.words}`,
                                      "aria-valuemin": low, "aria-valuemax": high });
      handle.addEventListener("pointerdown", (event) => this.drag(event, k));
      handle.addEventListener("keydown", (event) => this.key(event, k));
      return handle;
    });
    this.track.append(this.svg, ...this.handles);
    this.body.append(this.track);
  }
  place(value) {
    const [low, high] = this.input.slider;
    return Math.min(1, Math.max(0, (value - low) / (high - low)));
  }
  /** The middle takes its neighbours along; the others stop before it. */
  move(k, wanted, step) {
    const [low, high] = this.input.slider, gap = stepOf(low, high), p = [...this.p];
    const value = Math.min(high, Math.max(low, wanted));
    if (k === 1) {
      const by = value - p[1];
      for (const j of [0, 1, 2]) p[j] += by;
    } else {
      p[k] = k === 0 ? Math.min(value, p[1] - gap) : Math.max(value, p[1] + gap);
    }
    this.change(lawThrough(this.input, p.map((each) => rounded(each, low, high))), step);
  }
  drag(event, k) {
    event.preventDefault();
    const handle = this.handles[k], step = `drag ${this.input.name} ${performance.now()}`;
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    const move = ({ clientX }) => {
      const box = this.track.getBoundingClientRect(), [low, high] = this.input.slider;
      this.move(k, low + (high - low) * (clientX - box.left) / box.width, step);
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  }
  key(event, k) {
    const [low, high] = this.input.slider, step = stepOf(low, high);
    const by = { ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step, PageUp: 10 * step, PageDown: -10 * step }[event.key];
    const to = { Home: low, End: high }[event.key];
    if (by === undefined && to === undefined) return;
    event.preventDefault();
    this.move(k, to ?? this.p[k] + by, `key ${this.input.name} ${k}`);
  }
  type(k) {
    const p = this.numbers.map((field) => field.value.trim());
    const all = p.every((text) => text !== "" && Number.isFinite(Number(text)));
    this.change(all ? lawThrough(this.input, p.map(Number)) : p[k] || null);
  }
  draw(value, shape) {
    const now = shape ?? (value === undefined ? this.input.shape : null);
    this.p = percentilesOf(value) ?? now?.p ?? this.p ?? this.input.shape.p;
    const isConstant = value !== undefined && value.trim() !== "" && Number.isFinite(Number(value));
    if (isConstant) this.p = [Number(value), Number(value), Number(value)];
    this.summary.textContent = isConstant ? `fixed at ${withUnit(this.input, Number(value))}`
                                          : `${this.p.map((each) => forPeople(this.input, each)).join(" \u00b7 ")}\u202f${unitOf(this.input)}`;
    this.handles.forEach((handle, k) => {
      handle.style.left = `${100 * this.place(this.p[k])}%`;
      handle.setAttribute("aria-valuenow", String(this.p[k]));
      handle.setAttribute("aria-valuetext", withUnit(this.input, this.p[k]));
      if (document.activeElement !== this.numbers[k]) this.numbers[k].value = String(Number(this.p[k].toPrecision(6)));
    });
    const point = (x, height) => `${(340 * this.place(x)).toFixed(1)},${(41 - 37 * height).toFixed(1)}`;
    const curve = (of) => [point(of.x[0], 0), ...of.x.map((x, k) => point(x, of.d[k])), point(of.x.at(-1), 0)].join(" ");
    const line = (points, look) => `<polyline points="${points}" class="${look}"/>`;
    this.svg.innerHTML = (now && !isConstant ? `<polygon points="${curve(now)}" class="shape"/>` : "") +
                         (value !== undefined ? line(curve(this.input.shape), "before") : "") + line("0,41 340,41", "floor");
  }
}

class Choice extends Control {
  own() {
    return this.input.law;
  }
  build() {
    const button = (words, value) => {
      const made = element("button", { type: "button", "aria-pressed": "false", on: { click: () => this.change(value) } }, words);
      made.value_ = value;
      return made;
    };
    this.buttons = [button("as drawn", null), ...this.input.values.map((value) => button(withUnit(this.input, value), tomlNumber(value)))];
    this.body.append(element("div", { class: "choices", role: "group", "aria-label": this.input.words }, ...this.buttons));
  }
  draw(value) {
    const total = this.input.weights.reduce((sum, weight) => sum + weight, 0);
    this.summary.textContent = value === undefined
      ? this.input.values.map((each, k) => `${Math.round(100 * this.input.weights[k] / total)}\u202f%`).join(" \u00b7 ")
      : Number.isFinite(Number(value)) ? `fixed at ${withUnit(this.input, Number(value))}` : "as typed";
    for (const button of this.buttons) button.setAttribute("aria-pressed", String((value ?? null) === button.value_));
  }
}

class Constant extends Control {
  own() {
    return tomlNumber(this.input.value);
  }
  build() {
    const [low, high] = this.input.slider;
    this.range = element("input", { type: "range", min: low, max: high, step: stepOf(low, high), "aria-label": this.input.words, on: {
      input: () => this.change(tomlNumber(rounded(Number(this.range.value), low, high)), `slide ${this.input.name}`) } });
    this.body.append(this.range);
  }
  draw(value) {
    const now = value === undefined ? this.input.value : Number(value);
    this.summary.textContent = Number.isFinite(now) ? withUnit(this.input, now) : "as typed";
    if (!Number.isFinite(now)) return;
    this.range.value = String(now);
    this.range.setAttribute("aria-valuetext", withUnit(this.input, now));
  }
}

const kKinds = { law: Law, choice: Choice, constant: Constant };

/** The list, in which words can be searched. */
export class Inputs {
  constructor(inputs, change) {
    this.inputs = inputs;
    this.controls = new Map();
    this.change = change;
    this.lists = { first: document.getElementById("first-inputs"), more: document.getElementById("more-inputs"), constants: document.getElementById("constants") };
    this.find = document.getElementById("find");
    this.find.placeholder = `Find among ${inputs.length} inputs \u2026`;
    const drawn = inputs.filter(({ kind }) => kind !== "constant");
    this.placed = new Map(inputs.map((input) => [input.name, input.kind === "constant" ? "constants" : drawn.indexOf(input) < kFirst ? "first" : "more"]));
    for (const input of inputs) {
      const control = new kKinds[input.kind](input, change);
      this.controls.set(input.name, control);
      this.lists[this.placed.get(input.name)].append(control.item);
    }
    const count = (list) => [...this.placed.values()].filter((each) => each === list).length;
    document.getElementById("more-summary").textContent = `${count("more")} more inputs`;
    document.getElementById("constants-summary").textContent = `${count("constants")} constants`;
    document.getElementById("more").hidden = count("more") === 0;
    document.getElementById("all-constants").hidden = count("constants") === 0;
    this.find.addEventListener("input", () => this.search());
  }
  /** All that have every word; where they would be folded away, that is unfolded. */
  search() {
    const words = this.find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const input of this.inputs) {
      const text = `${input.words} ${input.name} ${input.meaning}`.toLowerCase();
      const fits = words.every((word) => text.includes(word));
      this.controls.get(input.name).item.hidden = !fits;
      if (fits) found += 1;
    }
    if (words.length > 0) for (const details of [document.getElementById("more"), document.getElementById("all-constants")]) details.open = true;
    document.getElementById("found").textContent = words.length === 0 ? "" : found === 1 ? "1 input" : `${found} inputs`;
  }
  /** `shapes`: distributions of changed inputs, as the engine has them. */
  show(changes, shapes) {
    for (const [name, control] of this.controls) {
      const key = JSON.stringify([changes[name], shapes[name]?.p]);
      if (control.shown === key) continue;
      control.shown = key;
      control.show(changes[name], shapes[name]);
    }
  }
}
