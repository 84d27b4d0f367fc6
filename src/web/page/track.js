// A track with thumbs that move by pointer, touch and keyboard.

// `places` names the thumbs from low to high; `moved(values, gesture, at)` hears of every move.
function trackOf({label, places, least, most, unit, step, spell, moved}) {
  const shape = drawn("path", {class: "shape"});
  const ghost = drawn("path", {class: "was"});
  const picture = drawn("svg", {viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true"}, ghost, shape);
  const mark = make("span", {class: "mark", hidden: true});
  const span = make("span", {class: "span"});
  let values = places.map(() => least);
  let gesture;
  let quiet;

  const share = value => Math.max(0, Math.min(100, 100 * (value - least) / (most - least)));
  // A thumb that meets its neighbour takes it along, so that low, likely and high stay in order.
  const put = (at, value, mark, from = values) => {
    const held = Math.max(least, Math.min(most, value));
    moved(from.map((each, other) => (other < at ? Math.min(each, held) : other > at ? Math.max(each, held) : held)), mark, at);
  };
  const thumbs = places.map((place, at) => make("span", {
    class: `thumb ${place}`, role: "slider", tabindex: 0, "aria-label": places.length > 1 ? `${label}: ${place}` : label,
    "aria-valuemin": plain(least * unit.times), "aria-valuemax": plain(most * unit.times),
    keydown: event => {
      const ways = {ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10};
      const to = event.key === "Home" ? least : event.key === "End" ? most
        : ways[event.key] && stepped(values[at] + ways[event.key] * step, step);
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      // Keys pressed in a row are one step of the way back.
      clearTimeout(quiet);
      quiet = setTimeout(() => { gesture = undefined; }, 1200);
      put(at, to, gesture ??= Symbol(label));
    },
  }));
  const rail = make("div", {class: "rail"}, picture, span, mark, thumbs);
  const element = make("div", {class: "track"}, rail);

  const under = event => {
    const box = rail.getBoundingClientRect();
    return stepped(least + (most - least) * (event.clientX - box.left) / box.width, step);
  };
  const nearest = value => {
    const far = values.map(each => Math.abs(each - value));
    const least = Math.min(...far);
    // Of thumbs on one place the one that can move that way.
    return value > values[far.indexOf(least)] ? far.lastIndexOf(least) : far.indexOf(least);
  };
  element.addEventListener("pointerdown", event => {
    if (event.button) return;
    const hit = thumbs.indexOf(event.target);
    const value = under(event);
    const at = hit < 0 ? nearest(value) : hit;
    const mark = Symbol(label);
    element.setPointerCapture(event.pointerId);
    thumbs[at].focus({preventScroll: true});
    event.preventDefault();
    if (hit < 0) put(at, value, mark);
    const from = values;
    const drag = event => put(at, under(event), mark, from);
    element.addEventListener("pointermove", drag);
    const end = () => element.removeEventListener("pointermove", drag);
    element.addEventListener("lostpointercapture", end, {once: true});
  });

  return {
    element,
    show(now, density, before, turn) {
      values = now;
      now.forEach((value, at) => {
        thumbs[at].style.left = share(value) + "%";
        thumbs[at].setAttribute("aria-valuenow", plain(value * unit.times));
        thumbs[at].setAttribute("aria-valuetext", spell(value));
      });
      const [first, last] = now.length > 1 ? [now[0], now.at(-1)] : [least, now[0]];
      span.style.left = share(first) + "%";
      span.style.width = share(last) - share(first) + "%";
      shape.setAttribute("d", outline(density, least, most));
      ghost.setAttribute("d", outline(before, least, most));
      mark.hidden = turn === undefined || turn < least || turn > most;
      if (!mark.hidden) mark.style.left = share(turn) + "%";
    },
  };
}
