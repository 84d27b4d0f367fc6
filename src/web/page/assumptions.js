// The values that move the answer most as controls, and below them all values, searchable.
// `wanted(control)` hears of every control that is built.
function assumptionsOf(opened, changes, wanted) {
  const made = [];
  const build = control => {
    if (control.fixed) return fixedOf(control);
    const each = controlOf(control, changes);
    const found = {path: control.path, ...each};
    made.push(found);
    wanted(found);
    return each.element;
  };
  const main = opened.controls.filter(control => control.main);
  const rows = opened.controls.map(control => ({control, element: rowOf(control, changes, build)}));
  const none = make("p", {class: "turn", hidden: true}, "No value has these words.");
  const count = make("p", {class: "turn", role: "status"});
  const search = make("input", {
    type: "search", autocomplete: "off", "aria-label": "Search the assumptions", placeholder: "Search, such as cashable",
    input: () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let found = 0;
      for (const {control, element} of rows) {
        element.hidden = !words.every(word => textOf(control).includes(word));
        found += !element.hidden;
      }
      none.hidden = found > 0;
      say(count, words.length ? counted(found, "value") : "");
    },
  });
  const all = make("details", {class: "all"},
    make("summary", {}, `More assumptions: all ${opened.controls.length}`),
    search, count, none, make("ul", {}, rows.map(row => row.element)));
  return {
    element: make("div", {class: "values"}, main.map(build), all),
    show() {
      for (const each of made) each.show();
      for (const {control, element} of rows) element.classList.toggle("moved", changes.of(control.path) !== undefined);
    },
    get made() { return made; },
  };
}

function textOf({label, path, spelling, note, source}) {
  return [label, path, spelling, note, source].join(" ").toLowerCase();
}

// A row is its name until it is opened.
function rowOf(control, changes, build) {
  const body = make("div", {class: "of"});
  const row = make("details", {
    toggle: () => {
      if (row.open && !body.childElementCount) body.append(build(control));
    },
  }, make("summary", {}, make("span", {class: "label"}, control.label), make("span", {class: "spelling"}, control.spelling)), body);
  return make("li", {}, row);
}
