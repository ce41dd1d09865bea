// Numbers for people and for the scenario.

const kShares = /(^|\.)(rate|share|home_share|overseas_home_share|overseas_home_share_end)$/;

/** Whether an input reads better in per cent. */
export function isShare(input) {
  return input.unit === "1/year" || (input.unit === "1" && ((input.range[1] !== null && input.range[1] <= 1) || kShares.test(input.name)));
}

function significant(value, digits) {
  if (value === 0) return "0";
  const places = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  const text = Math.abs(value) >= 1e7 || Math.abs(value) < 1e-5 ? value.toPrecision(digits) : value.toFixed(Math.min(places, 12));
  const plain = text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text;
  return plain.replace(/^(-?)(\d+)/, (_, sign, whole) => (sign ? "\u2212" : "") + whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

export function forPeople(input, value) {
  return significant(isShare(input) ? 100 * value : value, 3);
}

export function unitOf(input) {
  if (isShare(input)) return input.unit === "1/year" ? "%/yr" : "%";
  return input.unit === "1" ? "" : input.unit;
}

export function withUnit(input, value) {
  const unit = unitOf(input);
  return forPeople(input, value) + (unit === "" ? "" : "\u202f" + unit);
}

/** A number as TOML has it. */
export function tomlNumber(value) {
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** To the digits that a slider's step gives. */
export function rounded(value, low, high) {
  const step = 10 ** Math.floor(Math.log10((high - low) / 200 || 1));
  const places = Math.max(0, -Math.floor(Math.log10(step)));
  return Number((Math.round(value / step) * step).toFixed(Math.min(places, 15)));
}

export function stepOf(low, high) {
  return 10 ** Math.floor(Math.log10((high - low) / 200 || 1));
}

export function percent(share) {
  return share >= 0.0095 ? `${Math.round(100 * share)}\u202f%` : share >= 0.0005 ? `${(100 * share).toFixed(1)}\u202f%` : "< 0.1\u202f%";
}
