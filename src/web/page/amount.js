// The unit of a value: how it is shown, how it is written for the program, how it is read and stepped.
function plain(number) {
  const text = String(Number(number.toPrecision(10)));
  return text.includes("e") ? number.toFixed(12).replace(/\.?0+$/, "") : text;
}

function written(value, {before, after, times}) {
  return before + plain(value * times) + after;
}

// To four figures, as much as a reader takes in; whole numbers stay whole.
function rounded(value, unit) {
  const shown = Math.abs(value * unit.times);
  const digits = shown >= 1 ? Math.max(4, Math.floor(Math.log10(shown)) + 1) : 4;
  return spelled(Number((value * unit.times).toPrecision(digits)) / unit.times, unit);
}

function spelled(value, {before, after, times}) {
  const [whole, part] = plain(Math.abs(value * times)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (value < 0 ? "\u2212" : "") + before + grouped + (part ? "." + part : "") + after;
}

// A number as somebody wrote it stays; one that was found by calculation is told to three figures, as far as it means anything.
function neat(value, least, most, times) {
  if (Math.abs(value) < 1e-9 * Math.abs(most - least)) return 0;
  const near = digits => Number((value * times).toPrecision(digits)) / times;
  return Math.abs(near(6) - value) <= 1e-9 * Math.abs(value) ? near(6) : near(3);
}

// A person may leave the unit away, or write thousands as they are used to; anything else is not a number.
function valueOf(text, {before, after, times}) {
  let bare = text.toLowerCase().replace(/\u2212/g, "-").replace(/[\s,_\u2060]/g, "");
  const unit = after.toLowerCase().replace(/\s/g, "");
  const sign = bare.startsWith("-") ? -1 : 1;
  if (sign < 0) bare = bare.slice(1);
  if (before && bare.startsWith(before.toLowerCase())) bare = bare.slice(before.length);
  if (unit && bare.endsWith(unit)) bare = bare.slice(0, -unit.length);
  const found = /^(\d+\.?\d*|\.\d+)(k|m|bn)?$/.exec(bare);
  if (!found) return undefined;
  const thousands = {k: 1e3, m: 1e6, bn: 1e9}[found[2]] ?? 1;
  return sign * Number(found[1]) * thousands / times;
}

// A round step of which about a hundred fit on the track.
function stepOf(least, most, {times, whole}) {
  const rough = Math.abs(most - least) * times / 100;
  if (!(rough > 0)) return 1 / times;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find(each => each * power >= rough * 0.75);
  return (whole ? Math.max(1, Math.round(step)) : step) / times;
}

function stepped(value, step) {
  return Number((Math.round(value / step) * step).toPrecision(12));
}
