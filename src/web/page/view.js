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
  header.before(faults);
  header.after(panel, keep, main);
  if (location.hash && !carriesChanges(location.hash)) page.reveal(location.hash)?.scrollIntoView();

  // The contents are a menu here: it closes by key, and by a click elsewhere.
  const menu = () => nav.querySelector("details[open]");
  addEventListener("click", event => { if (!nav.contains(event.target)) menu()?.removeAttribute("open"); });
  nav.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !menu()) return;
    menu().removeAttribute("open");
    nav.querySelector("summary").focus();
  });
  foldButton(nav);

  // The three numbers go along in the bar while the verdict is out of view.
  new IntersectionObserver(([entry]) => bar.classList.toggle("away", !entry.isIntersecting && entry.boundingClientRect.top < 0))
    .observe(answer.parts.numbers);
  return {answer, header, main, nav, bar, panel, faults, keep, undo, redo, back, hero};
}

// The button that opens every section is the last line of the menu.
function foldButton(nav) {
  const fold = nav.querySelector("details > button");
  if (fold) nav.querySelector("ul").append(make("li", {}, fold));
}

// What the program says of a scenario with mistakes, as it says it; beside the text where that was edited.
function showFaults(view, text, {note = "", tools = [], beside} = {}) {
  view.faults.hidden = text === undefined;
  if (text === undefined) return view.faults.replaceChildren();
  if (beside) beside.append(view.faults);
  else view.header.before(view.faults);
  view.faults.replaceChildren(
    make("h2", {}, "The scenario has mistakes"), note && make("p", {class: "turn"}, note),
    make("pre", {tabindex: 0, role: "alert", "aria-label": "What is wrong"}, text), tools.length ? make("p", {}, tools) : "");
}

// The contents follow the sections of the report.
function showContents(view, list) {
  const old = view.nav.querySelector("ul");
  if (!list) return;
  if (!old) {
    view.nav.hidden = false;
    view.nav.append(make("details", {}, make("summary", {}, "Contents"), list.cloneNode(true), button("Open every section", undefined, {hidden: true})));
    foldButton(view.nav);
  } else {
    const lines = [...list.children].map(line => line.cloneNode(true));
    const kept = old.querySelector("li:has(> button)");
    if (lines.map(line => line.textContent).join() !== [...old.children].filter(line => line !== kept).map(line => line.textContent).join()) old.replaceChildren(...lines, kept);
  }
}
