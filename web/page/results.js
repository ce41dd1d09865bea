// The answer in words, the charts that the engine has drawn, the table.

export const byId = (id) => document.getElementById(id);

function strong(text, look) {
  const made = document.createElement("b");
  if (look) made.className = look;
  made.textContent = text;
  return made;
}

function sentence(answer, count) {
  const { subject, value, when } = answer.words;
  const start = count === 0 ? "" : `With your ${count === 1 ? "change" : `${count} changes`} `;
  const words = start === "" ? subject : start + (/^[A-Z][a-z]+ (makes|sells|uses)/.test(subject) ? subject : subject.charAt(0).toLowerCase() + subject.slice(1));
  const parts = [words, strong(value, "value"), when];
  if (answer.change) parts.push(", ", strong(answer.change, "value"), " on the baseline");
  return parts;
}

function chanceWords({ value, name, now, before }) {
  const start = name === "" ? `More than ${value}: ` : `More than the ${value} of ${name}: `;
  return [start, strong(now), before === undefined || before === now ? "." : ` (was ${before}).`];
}

function setFigure(id, plot) {
  const figure = byId(id);
  figure.hidden = plot === undefined;
  if (plot === undefined) return;
  figure.querySelector(".chart").innerHTML = plot.svg;
  const link = figure.querySelector("a");
  link.download = `${plot.name}.csv`;
  link.href = `data:text/csv;charset=utf-8,${encodeURIComponent(plot.csv)}`;
}

function table({ heads, rows }, caption) {
  const made = document.createElement("table");
  made.createCaption().textContent = caption;
  const cell = (tag, text, row, scope) => {
    const one = row.appendChild(document.createElement(tag));
    one.textContent = text;
    if (scope) one.scope = scope;
  };
  const head = made.createTHead().insertRow();
  for (const text of ["Year", ...heads]) cell("th", text, head, "col");
  const body = made.createTBody();
  for (const { year, words } of rows) {
    const row = body.insertRow();
    cell("th", year === 0 ? "" : String(year), row, "row");
    for (const text of words) cell("td", text, row);
  }
  return made;
}

/** The table for people, and behind a link all quantiles and the mean to the bit. */
function showTable({ table: { heads, rows, probabilities }, output, unit, trials }) {
  byId("table").replaceChildren(table({ heads, rows }, `${output}${unit === "1" ? "" : `, ${unit}`}`));
  byId("table").dataset.trials = String(trials);
  const lines = [["year", ...probabilities.map((p) => `quantile_${p}`), "mean"], ...rows.map(({ year, values, mean }) => [year, ...values, mean])];
  byId("table-csv").href = `data:text/csv;charset=utf-8,${encodeURIComponent(lines.map((line) => line.join(",")).join("\n") + "\n")}`;
}

/** Values that a threshold may reasonably have: from 999 in a thousand to 1. */
export function spanOf(answer) {
  const points = answer.exceedance.csv.trim().split("\n").slice(1).map((line) => line.split(",").map(Number));
  const inner = points.filter(([, probability]) => probability <= 0.999 && probability >= 0.001).map(([value]) => value);
  const all = inner.length > 1 ? inner : points.map(([value]) => value);
  return [Math.min(...all), Math.max(...all)];
}

export function showAnswer(answer, count) {
  byId("sentence").replaceChildren(...sentence(answer, count));
  const { band, low, high } = answer.words;
  const more = band === "" ? [] : [`${band}: ${low} to ${high}. `];
  byId("more-words").replaceChildren(...more, ...(answer.chance ? chanceWords(answer.chance) : []));
  setFigure("fan", answer.fan);
  setFigure("exceedance", answer.exceedance);
  setFigure("difference", answer.difference);
  byId("change").hidden = answer.difference === undefined;
  if (answer.difference) byId("difference-words").textContent = `${answer.difference.title}. Both sides are drawn as the baseline is.`;
  if (!answer.difference) setFigure("attribution", undefined);
  showTable(answer);
}

export function showAttribution(answer) {
  setFigure("attribution", answer.attribution);
}

export function showProblem(message) {
  byId("problem").hidden = message === "";
  byId("problem").textContent = message;
}

export function showStatus(words, isDone) {
  byId("status").textContent = words;
  byId("status").classList.toggle("done", isDone);
}
