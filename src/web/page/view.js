// The frame of the live page, built round the report: a bar, the answer, the panel of assumptions, what is kept.
function viewOf() {
  const [header, main] = ["header", "main"].map(tag => document.querySelector(tag) ?? make(tag));
  const nav = document.querySelector("nav") ?? make("nav", {"aria-label": "Contents", hidden: true});
  document.body.classList.add("live");
  const hero = [...main.children].find(child => child.localName === "figure");
  const found = answerIn(header);
  hero?.remove();
  const answer = answerOf(header);
  answer.report(found, hero, true);
  answer.state("Getting ready: in a moment every assumption can be moved.", 0);
  nav.querySelector("details")?.removeAttribute("open");

  const undo = button("Undo", undefined, {disabled: true, "aria-keyshortcuts": "Control+Z"});
  const redo = button("Redo", undefined, {disabled: true, "aria-keyshortcuts": "Control+Y"});
  const back = button("As written", undefined, {disabled: true, "aria-label": "Back to as written"});
  const tools = make("div", {class: "tools", role: "group", "aria-label": "Steps"}, undo, redo, back);
  const bar = make("div", {class: "bar", role: "region", "aria-label": "Contents and steps"}, nav, answer.glance, tools);
  const panel = make("aside", {class: "panel", "aria-labelledby": "h-panel"},
    make("h2", {id: "h-panel"}, "Move an assumption"), make("p", {class: "turn ready"}, "Getting ready …"));
  const faults = make("section", {class: "faults", "aria-label": "Mistakes", hidden: true});
  const keep = make("div", {class: "keeps"});
  document.querySelector(".skip")?.after(bar);
  if (!bar.isConnected) document.body.prepend(bar);
  bar.after(header);
  header.after(faults, panel, keep, main);

  // The three numbers go along in the bar while the verdict is out of view.
  new IntersectionObserver(([entry]) => bar.classList.toggle("away", !entry.isIntersecting && entry.boundingClientRect.top < 0))
    .observe(answer.parts.numbers);
  return {answer, header, main, nav, bar, panel, faults, keep, undo, redo, back, hero};
}

// What the program says of a scenario with mistakes, as it says it.
function showFaults(view, text, tools = []) {
  view.faults.hidden = text === undefined;
  if (text === undefined) return view.faults.replaceChildren();
  view.faults.replaceChildren(
    make("h2", {}, "The scenario has mistakes"),
    make("p", {class: "turn"}, "The answer shown is still the one before."),
    make("pre", {tabindex: 0, role: "alert", "aria-label": "What is wrong"}, text), tools.length ? make("p", {}, tools) : "");
}

// The contents follow the sections of the report.
function showContents(view, list) {
  const old = view.nav.querySelector("ul");
  if (!list) return;
  if (!old) {
    view.nav.hidden = false;
    view.nav.append(make("details", {}, make("summary", {}, "Contents"), list.cloneNode(true), button("Open every section", undefined, {hidden: true})));
  } else if (old.textContent !== list.textContent) {
    old.replaceWith(list.cloneNode(true));
  }
}
