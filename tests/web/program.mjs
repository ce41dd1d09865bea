// The program that the page must agree with.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const kProgram = process.env.CELLCAST_PROGRAM;
export const kSource = process.env.CELLCAST_SOURCE;

/** What a command that the page shows comes to: rows [year, quantiles ..., mean] of the variable, to the bit. */
export function resultOf(command, variable) {
  const folder = mkdtempSync(join(tmpdir(), "cellcast-web-"));
  try {
    const path = `${dirname(kProgram)}:${process.env.PATH}`;
    execFileSync("sh", ["-c", `${command} -o "${folder}/x.h5"`], { env: { ...process.env, PATH: path }, cwd: kSource, stdio: ["ignore", "ignore", "inherit"] });
    const csv = execFileSync(kProgram, ["export", join(folder, "x.h5"), "--variable", variable], { encoding: "utf8", maxBuffer: 1 << 26 });
    return rowsOf(csv);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowsOf(csv) {
  const [head, ...lines] = csv.trim().split("\n").map((line) => line.split(","));
  const column = (name) => head.indexOf(name);
  const rows = new Map();
  for (const line of lines) {
    const year = Number(line[column("year")]), statistic = line[column("statistic")];
    if (!rows.has(year)) rows.set(year, { year, quantiles: [], mean: NaN });
    const row = rows.get(year);
    if (/^quantiles_[0-9.e-]+$/.test(statistic)) row.quantiles.push(Number(line[column("value")]));
    if (statistic === "mean") row.mean = Number(line[column("value")]);
  }
  return [...rows.values()].map(({ year, quantiles, mean }) => [year, ...quantiles, mean]);
}

/** Uniform numbers, the same each time (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
