// Views and shocks on and off.
const SHOCK = "shock:";

function shockChange({id, label, set}) {
  return {key: SHOCK + id, label: "Shock", words: label, lines: set};
}

// The weights of the views that stay on, in shares of 100% to four places, the last taking what is left.
function weightsWithout(views, off) {
  const on = views.filter(view => !off.includes(view.id));
  const sum = on.reduce((sum, view) => sum + view.weight, 0);
  let left = 1_000_000;
  return views.map(view => {
    if (off.includes(view.id)) return [view.id, "0%"];
    const share = view === on.at(-1) ? left : Math.round(1_000_000 * view.weight / sum);
    left -= share;
    return [view.id, plain(share / 10_000) + "%"];
  });
}

function viewsChange(views, off) {
  const names = views.filter(view => off.includes(view.id)).map(view => `“${view.label}”`);
  const lines = weightsWithout(views, off).map(([id, weight]) => `views.${id}.weight=${weight}`);
  return {key: "views", label: "Without the view", words: names.join(" and "), lines, off};
}

function switchOf(label, note, flipped) {
  const field = make("input", {type: "checkbox", change: () => flipped(field.checked)});
  const said = make("span", {class: "weight"}, note);
  return {field, said, element: make("label", {class: "switch"}, field, make("span", {}, label), said)};
}

function groupOf(title, note, switches) {
  if (!switches.length) return undefined;
  return make("fieldset", {class: "switches"}, make("legend", {}, title), note && make("p", {class: "turn"}, note),
    switches.map(each => each.element));
}

function switchesOf(opened, changes) {
  const weighed = opened.views.filter(view => view.weight !== null && view.weight > 0);
  const views = (weighed.length > 1 ? weighed : []).map(view => ({
    view,
    ...switchOf(view.label, "", on => {
      const off = (changes.of("views")?.off ?? []).filter(id => id !== view.id);
      const next = on ? off : [...off, view.id];
      if (next.length) changes.put(viewsChange(weighed, next));
      else changes.drop("views");
    }),
  }));
  const shocks = opened.shocks.map(shock => ({
    shock,
    ...switchOf(shock.label, "", on => (on ? changes.put(shockChange(shock)) : changes.drop(SHOCK + shock.id))),
  }));
  const element = make("div", {},
    groupOf("Views", "Off: the others keep their proportions.", views),
    groupOf("Shocks", "On: laid over every value above.", shocks));
  return {
    element: views.length + shocks.length ? element : undefined,
    show() {
      const off = changes.of("views")?.off ?? [];
      const weights = new Map(weightsWithout(weighed, off));
      for (const {view, field, said} of views) {
        field.checked = !off.includes(view.id);
        // One view has to stay.
        field.disabled = field.checked && off.length === weighed.length - 1;
        say(said, weights.get(view.id).replace(/(\.\d)\d+%/, "$1%"));
      }
      for (const {shock, field} of shocks) field.checked = changes.of(SHOCK + shock.id) !== undefined;
    },
  };
}
