// The case itself: how many people, and the target's amount, year and counting.
function caseOf(opened, changes) {
  const controls = [];
  const shows = [];
  const add = (control, title) => {
    const made = controlOf(control, changes);
    controls.push(title ? make("div", {}, made.element) : made.element);
    shows.push(made.show);
  };
  if (opened.people) add(peopleOf(opened.people));
  for (const target of opened.targets) {
    const several = opened.targets.length > 1;
    add(amountOf(target, several));
    for (const choice of choicesOf(target, several)) {
      const made = choiceOf(choice, changes);
      controls.push(made.element);
      shows.push(made.show);
    }
  }
  return {
    element: controls.length ? make("div", {class: "case"}, controls) : undefined,
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
  const name = several ? `Target: ${label}` : "Target amount";
  return {path, label: name, certain: true, likely: amount, least: 0, most: roomFor(amount), density: [], open: true, origin: false, ...unit};
}

function choicesOf({label, year, year_path, years, counting, counting_path, countings}, several) {
  const of = several ? ` of ${label}` : "";
  const spans = [...(year === null ? [["", "All years together"]] : []), ...years.map(each => [each, each])];
  return [
    {path: year_path, label: `Year${of}`, now: year ?? "", options: spans},
    {path: counting_path, label: `Counted${of}`, now: counting, options: countings.map(each => [each.id, each.label])},
  ].filter(choice => choice.options.length > 1);
}

function choiceOf({path, label, now, options}, changes) {
  const field = make("select", {
    change: () => {
      if (field.value === now) changes.drop(path);
      else changes.put(choiceChange({path, label, options}, field.value));
    },
  }, options.map(([value, text]) => make("option", {value}, text)));
  const element = make("label", {class: "choice"}, make("span", {}, label), field);
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
