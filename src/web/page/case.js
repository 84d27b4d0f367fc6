// The case itself: how many people, and the target's amount, year and counting.
function caseOf(opened, changes) {
  const shows = [];
  const add = made => {
    shows.push(made.show);
    return made.element;
  };
  const parts = [];
  if (opened.people) parts.push(add(controlOf(peopleOf(opened.people), changes)));
  for (const target of opened.targets) {
    const several = opened.targets.length > 1;
    const fields = [add(controlOf(amountOf(target, several), changes)), ...choicesOf(target, several).map(choice => add(choiceOf(choice, changes)))];
    parts.push(make("div", {class: "target", role: "group", "aria-label": target.label},
      several && make("p", {class: "label"}, target.label), fields));
  }
  return {
    element: parts.length ? make("div", {class: "case"}, parts) : undefined,
    show: () => shows.forEach(show => show()),
  };
}

// The end of a track on which the value as written stands about in the middle.
function roomFor(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return Math.ceil(2 * Math.max(1, value) / power) * power;
}

function peopleOf({path, value}) {
  const unit = {before: "", after: "", times: 1, whole: true};
  return {path, label: "People", certain: true, likely: value, least: 1, most: roomFor(value), density: [], open: true, origin: false, ...unit};
}

function amountOf({amount, amount_path: path, label}, several) {
  const unit = {before: "£", after: "", times: 1};
  const short = "Target amount";
  return {path, label: several ? `${short} of “${label}”` : short, short, certain: true, likely: amount, least: 0, most: roomFor(amount), density: [], open: true, origin: false, ...unit};
}

function choicesOf({label, year, year_path, years, counting, counting_path, countings}, several) {
  const of = several ? ` of “${label}”` : "";
  const spans = [...(year === null ? [["", "All years"]] : []), ...years.map(each => [each, each])];
  return [
    {path: year_path, label: `Year${of}`, short: "Year", now: year ?? "", options: spans},
    {path: counting_path, label: `Counted${of}`, short: "Counted", now: counting, options: countings.map(each => [each.id, each.label])},
  ].filter(choice => choice.options.length > 1);
}

function choiceOf({path, label, short, now, options}, changes) {
  const field = make("select", {
    "aria-label": label,
    change: () => {
      if (field.value === now) changes.drop(path);
      else changes.put(choiceChange({path, label, options}, field.value));
    },
  }, options.map(([value, text]) => make("option", {value}, text)));
  const element = make("label", {class: "choice"}, make("span", {}, short), field);
  return {
    element,
    show() {
      const change = changes.of(path);
      field.value = change?.value ?? now;
      element.classList.toggle("moved", change !== undefined);
    },
  };
}

function choiceChange({path, label, options}, value) {
  const words = options.find(([each]) => each === value)[1];
  return {key: path, label, words, lines: [`${path}=${value}`], value};
}
