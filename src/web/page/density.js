// The shape of a distribution over its track.

// The density of a PERT distribution at points of its span, its peak at 1.
function pertDensity(low, likely, high) {
  if (!(high > low)) return [];
  const [a, b] = [4 * (likely - low) / (high - low), 4 * (high - likely) / (high - low)];
  const points = Array.from({length: 49}, (_, at) => at / 48);
  const heights = points.map(x => x ** a * (1 - x) ** b);
  const top = Math.max(...heights);
  return points.map((x, at) => [low + x * (high - low), heights[at] / top]);
}

// A closed path in a box of 100 by 100; empty of a value that is certain.
function outline(density, least, most) {
  if (density.length < 2) return "";
  const across = x => (100 * (x - least) / (most - least)).toFixed(2);
  const points = density.map(([x, y]) => `${across(x)} ${(100 - 96 * y).toFixed(2)}`);
  return `M${across(density[0][0])} 100L${points.join("L")}L${across(density.at(-1)[0])} 100Z`;
}
