// One value of the scenario as a control: its track, its exact numbers, where it comes from and what it would take.
const PLACES = ["low", "likely", "high"];

function firstOf({certain, low, likely, high, least, most, times}) {
  return certain ? [likely] : [low, likely, high].map(value => neat(value, least, most, times));
}

// The value as the language of scenarios writes it; three equal numbers are one.
function valueText(values, unit) {
  const [low, mode, high] = values.map(value => written(value, unit));
  return values.length === 1 || low === high ? low : `{pert: {low: ${low}, mode: ${mode}, high: ${high}}}`;
}

function changeOf(control, values) {
  const words = values.length === 1 || values[0] === values[2] ? spelled(values.at(-1), control)
    : `low ${spelled(values[0], control)}, likely ${spelled(values[1], control)}, high ${spelled(values[2], control)}`;
  return {key: control.path, label: control.label, words, lines: [`${control.path}=${valueText(values, control)}`], values};
}

// What a line of `--set` makes of a control, when it is of the form that this page writes.
function valuesOf(control, text) {
  const three = /^\{pert: \{low: ([^,{}]+), mode: ([^,{}]+), high: ([^,{}]+)\}\}$/.exec(text);
  const values = (three ? three.slice(1) : [text]).map(each => valueOf(each, control));
  if (values.includes(undefined) || values.some((value, at) => at && value < values[at - 1])) return undefined;
  return control.certain || values.length === 3 ? values : [values[0], values[0], values[0]];
}

function controlOf(control, changes) {
  const {path, label, least, most} = control;
  const places = control.certain ? ["value"] : PLACES;
  const step = stepOf(least, most, control);
  const put = (values, mark) => {
    const same = values.every((value, at) => value === firstOf(control)[at]);
    if (same) changes.drop(path, mark);
    else changes.put(changeOf(control, values), mark);
  };
  // A long unit stands once behind the fields, a short one in them.
  const unit = control.after.trim().length > 1 ? control.after.trim() : "";
  const bare = unit ? {...control, after: ""} : control;
  const track = trackOf({label, places, least, most, unit: control, step, spell: value => spelled(value, control), moved: put});
  const wrong = make("p", {class: "wrong", role: "alert"});
  const now = () => changes.of(path)?.values ?? firstOf(control);
  const fields = places.map((place, at) => {
    const take = () => {
      const value = valueOf(field.value, control);
      const legal = value !== undefined && value >= least && (control.open || value <= most);
      field.toggleAttribute("aria-invalid", !legal);
      if (!legal) {
        const ends = control.open ? `${spelled(least, control)} or more` : `from ${spelled(least, control)} to ${spelled(most, control)}`;
        say(wrong, `“${field.value}” is not taken: write a number ${ends}, such as ${spelled(firstOf(control)[at], control)}.`);
        return;
      }
      say(wrong, "");
      put(now().map((each, other) => (other < at ? Math.min(each, value) : other > at ? Math.max(each, value) : value)));
    };
    const field = make("input", {
      type: "text", autocomplete: "off", spellcheck: "false", "aria-label": [`${label}${places.length > 1 ? `: ${place}` : ""}, exact`, unit && `in ${unit}`].filter(Boolean).join(", "),
      change: take,
      keydown: event => {
        if (event.key !== "Escape") return;
        field.removeAttribute("aria-invalid");
        show();
      },
    });
    return field;
  });
  const back = button("As written", () => changes.drop(path), {class: "back", "aria-label": `${label}: back to as written`});
  const turn = make("p", {class: "turn switching"});
  let turns;
  const element = make("div", {class: places.length > 1 ? "control" : "control single", role: "group", "aria-label": label},
    make("div", {class: "head"}, make("span", {class: "label"}, label), back),
    track.element,
    make("div", {class: "fields"}, fields.map((field, at) => make("label", {}, places.length > 1 ? make("span", {}, places[at]) : "", field)),
      unit && make("span", {class: "unit"}, unit)),
    wrong, originOf(control), control.open ? "" : turn);
  const show = () => {
    const change = changes.of(path);
    const values = now();
    element.classList.toggle("moved", change !== undefined);
    back.disabled = change === undefined;
    const density = change === undefined ? control.density : pertDensity(...values);
    track.show(values, values.length > 1 ? density : [], change && values.length > 1 ? control.density : [], turns?.at ?? undefined);
    fields.forEach((field, at) => {
      if (document.activeElement === field && field.hasAttribute("aria-invalid")) return;
      field.value = change?.values ? spelled(values[at], bare) : rounded(values[at], bare);
      field.removeAttribute("aria-invalid");
    });
    if (!fields.some(field => field.hasAttribute("aria-invalid"))) say(wrong, "");
  };
  show();
  return {
    element, show,
    // By how much it must move to turn the answer, where that is known.
    turn(found) {
      turns = found;
      say(turn, turns?.sentence ?? "");
      show();
    },
  };
}

// A value that cannot be moved here is told with the reason.
function fixedOf(control) {
  return make("div", {class: "control fixed", role: "group", "aria-label": control.label},
    make("div", {class: "head"}, make("span", {class: "label"}, control.label)),
    make("p", {class: "turn"}, control.fixed), originOf(control));
}

function originOf({path, spelling, note, source, grade, certain, origin = true}) {
  if (!origin) return undefined;
  return make("details", {class: "origin"},
    make("summary", {}, `As written: ${spelling}`),
    note && make("p", {}, note),
    source && make("p", {}, `Source: ${source}`),
    grade && make("p", {}, `Grade of evidence: ${grade}`),
    !certain && make("p", {}, "Once moved it is a PERT distribution of the three numbers."),
    make("p", {}, make("code", {}, path)));
}
