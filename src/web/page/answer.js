// The answer at the head of the page: its sentence, three numbers and a figure, with the answer before beside them.

// What the head of a report says.
function answerIn(within) {
  const text = selector => within.querySelector(selector)?.textContent.trim() ?? "";
  return {
    title: text("h1"),
    facts: [...within.querySelectorAll(".facts > div")].map(fact => fact.cloneNode(true)),
    changes: text(".verdict .changes"),
    question: text(".verdict .question"),
    sentence: text(".verdict .sentence"),
    caveat: [...(within.querySelector(".verdict .caveat")?.childNodes ?? [])].map(node => node.cloneNode(true)),
    numbers: [...within.querySelectorAll(".verdict .numbers > div")].map(box => ({
      label: box.querySelector("dt").textContent.trim(),
      value: box.querySelector(".figure").textContent.trim(),
      note: box.querySelector("dd:not(.figure)").textContent.trim(),
    })),
  };
}

// What must not shrink while a reader looks at it: it keeps the greatest height that it had at this width.
function heldHeight(elements) {
  const free = () => elements.forEach(element => { element.style.minHeight = ""; });
  addEventListener("resize", free);
  return () => elements.forEach(element => {
    const tall = element.getBoundingClientRect().height;
    if (tall > (parseFloat(element.style.minHeight) || 0)) element.style.minHeight = tall + "px";
  });
}

function answerOf(header) {
  const parts = {
    title: make("h1"), facts: make("dl", {class: "facts"}), changes: make("p", {class: "changes"}), question: make("p", {class: "question"}),
    sentence: make("p", {class: "sentence"}), numbers: make("dl", {class: "numbers"}), caveat: make("p", {class: "caveat"}),
    figure: make("div", {class: "hero"}), state: make("p", {class: "state"}), bar: make("progress", {class: "done", max: 1, "aria-label": "Draws done"}),
  };
  const {title, facts, changes, question, sentence, numbers, caveat, figure, state, bar} = parts;
  const by = make("p", {class: "by"});
  const spoken = make("p", {class: "spoken", role: "status"});
  const beside = make("div", {class: "beside"}, figure, caveat);
  const glance = make("dl", {class: "glance", "aria-hidden": "true"});
  header.replaceChildren(
    make("div", {class: "head"}, title, by), facts,
    make("div", {class: "verdict"}, changes, question, sentence, numbers, make("div", {class: "progress"}, state, bar)),
    beside, spoken);
  const hold = heldHeight([sentence, numbers, beside]);
  let boxes = [];
  let shown = {numbers: []};
  let settled = [];
  let before = [];

  const box = () => {
    const [label, value, note, was] = [make("dt"), make("dd", {class: "figure"}), make("dd", {class: "note"}), make("dd", {class: "before"})];
    const element = make("div", {}, label, value, note, was);
    const [small, name] = [make("dd"), make("dt")];
    return {label, value, note, was, element, small, name, part: make("div", {}, name, small)};
  };
  const show = list => {
    if (boxes.length !== list.length) {
      boxes = list.map(box);
      numbers.replaceChildren(...boxes.map(each => each.element));
      glance.replaceChildren(...boxes.map(each => each.part));
    }
    list.forEach((number, at) => {
      const {label, value, note, was, element, small, name} = boxes[at];
      say(label, number.label);
      say(value, number.value);
      say(note, number.note);
      say(name, number.label);
      say(small, number.value);
      element.classList.toggle("waiting", number.waiting === true);
      const old = before.find(each => each.label === number.label) ?? (before.length === list.length ? before[at] : undefined);
      say(was, old ? `before: ${old.value}` : "");
    });
  };
  return {
    glance, parts,
    get shown() { return shown; },
    // The answer of a whole report: `whole` when all draws are done.
    report(found, hero, whole) {
      shown = found;
      say(title, found.title);
      facts.replaceChildren(...found.facts);
      say(changes, found.changes);
      changes.hidden = !found.changes;
      say(question, found.question);
      say(sentence, found.sentence);
      caveat.replaceChildren(...found.caveat);
      figure.replaceChildren(...(hero ? [hero] : []));
      figure.classList.remove("waiting");
      sentence.classList.remove("waiting");
      show(found.numbers);
      hold();
      if (whole) settled = found.numbers;
    },
    // A change sets off from the last whole answer.
    leave() {
      if (settled.length) before = settled;
      settled = [];
    },
    // The exact expectation is there at once; what only a simulation can tell waits for it.
    expected({numbers: exact}) {
      show(shown.numbers.map(number => exact.find(each => each.label === number.label) ?? {...number, waiting: true}));
      figure.classList.add("waiting");
      sentence.classList.add("waiting");
      hold();
    },
    get now() { return [state.textContent, bar.value]; },
    state(text, share) {
      say(state, text);
      bar.value = share ?? 1;
      bar.classList.toggle("still", share === undefined || share === 1);
    },
    by(text) { say(by, text); },
    speak(text) { say(spoken, text); },
  };
}
