// The changes in the address, so that a link carries them. What comes in by an address is not to be trusted.
const LONGEST = 20_000;
const LINES = 200;

function fragmentOf(list) {
  const parts = list.flatMap(change => {
    if (change.files) return [];
    if (change.key.startsWith(SHOCK)) return [["shock", change.key.slice(SHOCK.length)]];
    return change.lines.map(line => ["set", line]);
  });
  return parts.length ? "#" + new URLSearchParams(parts) : "";
}

// Whether a fragment is of changes, and not the name of a section.
function carriesChanges(hash) {
  return /^#(set|shock)=/.test(hash);
}

// The changes of a fragment, or what is wrong with it.
function changesIn(hash, opened) {
  if (hash.length > LONGEST) return {wrong: "it is too long"};
  const parts = [...new URLSearchParams(hash.slice(1))];
  if (parts.length > LINES) return {wrong: "it holds too many changes"};
  const list = [];
  const weights = new Map();
  for (const [key, value] of parts) {
    const line = /[\u0000-\u001f\u007f]/.test(value) ? null : /^([\w.*\/-]+)=(\S.*)$/.exec(value);
    if (key === "shock") {
      const shock = opened.shocks.find(each => each.id === value);
      if (!shock) return {wrong: "it names a shock that this scenario does not have"};
      list.push(shockChange(shock));
    } else if (key !== "set" || !line) {
      return {wrong: "it holds something that is not a change"};
    } else {
      const view = /^views\.([^.]+)\.weight$/.exec(line[1]);
      if (view && weights.set(view[1], line[2]).size === 1) list.push(undefined);
      else if (!view) list.push(changeOfLine(line[1], line[2], opened));
    }
  }
  const whole = list.map(change => change ?? viewsIn(weights, opened));
  return {list: [...new Map(whole.map(change => [change.key, change])).values()]};
}

// Weights as this page writes them are views that are off; any others are kept as they are.
function viewsIn(weights, {views}) {
  const off = views.filter(view => weights.get(view.id) === "0%").map(view => view.id);
  const weighed = views.filter(view => view.weight !== null && view.weight > 0);
  const change = off.length && off.length < weighed.length ? viewsChange(weighed, off) : undefined;
  const lines = [...weights].map(([id, weight]) => `views.${id}.weight=${weight}`);
  if (change && sameLines(change.lines, lines)) return change;
  return {key: "views", label: "Weights of views", words: [...weights].map(([id, weight]) => `${id} ${weight}`).join(", "), lines};
}

function sameLines(one, other) {
  return [...one].sort().join("\n") === [...other].sort().join("\n");
}

function changeOfLine(path, text, opened) {
  const offered = [
    ...opened.controls.filter(control => !control.fixed),
    ...(opened.people ? [peopleOf(opened.people)] : []),
    ...opened.targets.map(target => amountOf(target, opened.targets.length > 1)),
  ];
  const control = offered.find(each => each.path === path);
  const values = control && valuesOf(control, text);
  if (values) return changeOf(control, values);
  const choices = opened.targets.flatMap(target => choicesOf(target, opened.targets.length > 1));
  const choice = choices.find(each => each.path === path);
  if (choice?.options.some(([value]) => value === text)) return choiceChange(choice, text);
  return {key: path, label: control?.label ?? path, words: text, lines: [`${path}=${text}`]};
}
