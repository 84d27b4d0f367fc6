// One scenario in the page: its controls, its changes and the answer that follows them.
function sessionOf(view, engine) {
  const {answer} = view;
  let given;
  let opened;
  let parts = {};
  let written;
  let current;
  let draws = 0;
  const changes = changesOf(() => changed());
  const filesNow = () => changes.of("text")?.files ?? given.files;
  const inputs = () => ({...given, files: filesNow(), set: [...given.set, ...linesOf(changes.list)]});
  const isChanged = () => changes.list.length > 0;
  const of = () => `${opened.file}, seed ${opened.seed}, averted ${opened.version}`;
  // The figure tells its own draws and seed.
  const leaves = () => (isChanged() ? {foot: `Changed by the reader of the live page of averted ${opened.version}.`, mark: MARK} : {foot: "", mark: ""});

  const show = (report, done, whole) => {
    current = {...report, draws: done};
    keepPlace(view.main, view.bar.getBoundingClientRect().bottom, () => {
      const dress = part => {
        page.dress(part);
        keepFigures(part, () => current.of, leaves);
      };
      answer.report(report.answer, report.hero?.cloneNode(true), whole);
      dress(view.header);
      swap(view.main, report.main.cloneNode(true), dress);
      showContents(view, report.nav);
    });
    document.title = report.title;
    if (whole) settle(done);
  };
  const settle = done => {
    whole = true;
    turns.find(parts.assumptions.made);
    answer.state(`${counted(done, "draw")}, ${of()}${isChanged() ? "; changed by the reader" : ""}.`, 1);
    parts.variants.of(answer.shown);
    if (!isChanged()) written = current;
    else answer.speak(`Simulated. ${answer.shown.sentence}`);
  };
  const progress = (done, all) => answer.state(`${done.toLocaleString("en-GB")} of ${counted(all, "draw")} simulated; the error (±) shrinks with each step.`, done / all);
  const answers = answersOf(engine, inputs, () => draws, {
    changed() {
      answer.leave();
      answer.state("Working out the exact expectation …", 0);
      parts.variants.of(undefined);
    },
    faults(text) {
      showFaults(view, text, {
        note: "The answer shown is still the one before.", beside: changes.of("text") && parts.editing.body,
        tools: isChanged() ? [button("Undo the last change", () => changes.undo())] : [],
      });
      answer.state("The scenario has mistakes: the answer shown is the one before.", 1);
      answer.speak("The scenario has mistakes.");
    },
    expected(found, newest) {
      showFaults(view);
      answer.expected(found);
      if (newest) answer.state(`Exact expectation (± from ${counted(found.draws, "draw")} of the evidence); now simulating. The report below is still the one before.`, 0);
    },
    done(done, all) { progress(done, all); },
    report(found, whole) {
      // The style is the page's own already, and its policy allows no other.
      const report = new DOMParser().parseFromString(found.html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, ""), "text/html");
      show(reportOf(report), found.draws, whole);
      if (!whole) progress(found.draws, draws);
    },
  });
  const turns = turnsOf(engine, inputs);
  let whole = false;

  const controls = () => {
    parts.case = caseOf(opened, changes);
    parts.assumptions = assumptionsOf(opened, changes, control => { if (whole) turns.find([control]); });
    parts.switches = switchesOf(opened, changes);
    view.panel.replaceChildren(view.panel.querySelector("h2"),
      ...[parts.case.element, parts.assumptions.element, parts.switches.element].filter(Boolean));
  };
  const showChanges = () => {
    const {length} = changes.list;
    answer.by(length ? `Changed by the reader: ${counted(length, "change")}` : "As written");
    view.header.classList.toggle("by-reader", length > 0);
    view.undo.disabled = !changes.past;
    view.redo.disabled = !changes.future;
    view.back.disabled = !length;
    for (const part of Object.values(parts)) part.show?.();
  };
  let text;
  const changed = async () => {
    whole = false;
    turns.stale(parts.assumptions.made);
    if (text !== changes.of("text")) {
      text = changes.of("text");
      const found = await engine.quick({ask: "open", inputs: {...given, files: filesNow()}});
      if (found.faults === undefined) {
        opened = found;
        draws = found.draws;
        controls();
      }
    }
    showChanges();
    writeAddress();
    if (!isChanged() && written) {
      answers.rest();
      answer.leave();
      showFaults(view);
      show(written, written.draws, true);
    } else {
      answers.ask();
    }
  };
  // A page may not write its address everywhere; the link below says it then.
  const writeAddress = () => {
    const fragment = fragmentOf(changes.list);
    if (fragment === location.hash) return;
    try {
      history.replaceState(null, "", fragment || location.pathname + location.search);
    } catch {
      /* The address stays as it was. */
    }
  };
  const readAddress = async () => {
    if (!carriesChanges(location.hash)) return false;
    const was = answer.now;
    answer.state("The address carries changes: working out the answer to them …", 0);
    const found = changesIn(location.hash, opened);
    const trial = found.list && await engine.quick({ask: "expect", inputs: {...given, set: [...given.set, ...linesOf(found.list)]}});
    const wrong = found.wrong ?? (trial.faults !== undefined ? "it does not fit this scenario" : undefined);
    view.ignored.hidden = wrong === undefined;
    if (wrong !== undefined) {
      say(view.ignored, `The address carries changes that were ignored: ${wrong}.`);
      answer.state(...was);
      return false;
    }
    changes.become(found.list);
    return found.list.length > 0;
  };

  view.ignored = make("p", {class: "ignored", role: "alert", hidden: true});
  view.header.prepend(view.ignored);
  view.undo.addEventListener("click", () => changes.undo());
  view.redo.addEventListener("click", () => changes.redo());
  view.back.addEventListener("click", () => changes.become([]));
  addEventListener("hashchange", () => { if (opened) readAddress(); });
  stepKeys(changes);
  linksStay();

  const build = () => {
    parts = {};
    controls();
    parts.changed = changedOf(changes);
    parts.variants = variantsOf(changes, () => written?.answer ?? answer.shown);
    parts.files = filesOf({answers, inputs, changes, changed: isChanged, link: () => location.href.replace(/#.*$/, "") + fragmentOf(changes.list)});
    parts.editing = editingOf({files: filesNow, changes, written: () => given.files, open: () => empty()});
    view.keep.replaceChildren(...["changed", "variants", "files", "editing"].map(part => parts[part].element));
    view.opening?.remove();
    document.body.classList.remove("empty");
    showChanges();
  };
  const begin = async (start, report) => {
    const found = await engine.quick({ask: "open", inputs: start});
    if (found.faults !== undefined) return showFaults(view, found.faults);
    showFaults(view);
    given = start;
    opened = found;
    draws = found.draws;
    written = undefined;
    text = undefined;
    changes.forget();
    build();
    if (report) show(report, draws, true);
    if (await readAddress()) return;
    if (report) answers.warm();
    else answers.ask();
  };
  // The changes in the address are of the scenario that was open.
  const bring = async files => {
    if (opened) history.replaceState(null, "", location.pathname + location.search);
    await begin(inputsOf(files));
    if (view.opening.isConnected) return;
    view.answer.parts.title.setAttribute("tabindex", "-1");
    view.answer.parts.title.focus({preventScroll: true});
    scrollTo({top: 0, behavior: "instant"});
  };
  const empty = () => {
    if (!view.opening?.isConnected) {
      view.opening = openingOf(bring, questionsOf(engine, bring));
      if (opened) view.header.before(view.opening);
      else view.main.after(view.opening);
    }
    document.body.classList.toggle("empty", !opened);
    if (opened) view.opening.querySelector("input").focus();
  };
  return {begin, empty};
}

// Undo and redo by key, but in a text that has its own.
function stepKeys(changes) {
  addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) changes.undo();
    else if (key === "y" || key === "z") changes.redo();
    else return;
    event.preventDefault();
  });
}

// A link to a section goes there without writing over the changes in the address.
function linksStay() {
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    const target = page.reveal(link.hash);
    if (!target) return;
    target.setAttribute("tabindex", "-1");
    target.focus({preventScroll: true});
    target.scrollIntoView();
  });
}
