// What the reader keeps: what has changed, variants side by side, files, the command and the link.

function changedOf(changes) {
  const list = make("ol", {class: "changed"});
  const none = make("p", {class: "turn"}, "Nothing: every value is as written.");
  const title = make("h2", {id: "h-changed"}, "What has changed");
  const element = make("section", {class: "kept", "aria-labelledby": "h-changed"}, title, none, list);
  return {
    element,
    show() {
      none.hidden = changes.list.length > 0;
      element.classList.toggle("empty", changes.list.length === 0);
      say(title, changes.list.length ? "What has changed: by the reader of this page" : "What has changed");
      // The focus goes to the next change when one is undone.
      const at = [...list.querySelectorAll("button")].indexOf(document.activeElement);
      list.replaceChildren(...changes.list.map(change => make("li", {},
        make("span", {}, make("strong", {}, change.label), `: ${change.words}`), " ",
        button("Undo", () => changes.drop(change.key), {"aria-label": `Undo: ${change.label}`}))));
      if (at >= 0) ([...list.querySelectorAll("button")].at(Math.min(at, changes.list.length - 1)) ?? title).focus({preventScroll: true});
    },
  };
}

function variantsOf(changes, first) {
  const variants = [];
  let last = 0;
  const name = make("input", {type: "text", autocomplete: "off", maxlength: 60, "aria-label": "Name of the variant", placeholder: "Name, such as “Half engage”"});
  const body = make("div", {class: "table", role: "group", tabindex: "0", "aria-label": "Variants side by side", hidden: true});
  const why = make("p", {class: "turn", role: "status"});
  const draw = () => {
    body.hidden = !variants.length;
    const heads = first().numbers.map(number => number.label);
    const row = (label, answer, list, ...tools) => make("tr", {}, make("th", {scope: "row"}, label),
      heads.map((head, at) => make("td", {}, make("span", {class: "value-of"}, answer.numbers[at]?.value ?? "—"), make("span", {class: "note"}, answer.numbers[at]?.note ?? ""))),
      make("td", {}, counted(list.length, "change")), make("td", {class: "tools"}, tools));
    body.replaceChildren(make("table", {},
      make("thead", {}, make("tr", {}, ["Variant", ...heads, "Changed by the reader", "Tools"].map(head => make("th", {scope: "col"}, head)))),
      make("tbody", {},
        row("As written", first(), [], button("Show", () => changes.become([]), {"aria-label": "Show: as written"})),
        variants.map(each => row(each.name, each.answer, each.list,
          button("Show", () => changes.become(each.list), {"aria-label": `Show: ${each.name}`}), " ",
          button("Remove", () => {
            variants.splice(variants.indexOf(each), 1);
            draw();
            name.focus();
          }, {"aria-label": `Remove: ${each.name}`}))))));
  };
  let current;
  const save = make("button", {type: "submit"}, "Keep this answer");
  const form = make("form", {
    class: "keep", submit: event => {
      event.preventDefault();
      if (!current) return say(why, "The answer is still being simulated: keep it when all draws are done.");
      last += 1;
      variants.push({name: name.value.trim() || `Variant ${last}`, answer: current, list: changes.list});
      name.value = "";
      say(why, "Kept.");
      draw();
    },
  }, name, save);
  return {
    element: make("section", {class: "kept", "aria-labelledby": "h-variants"}, make("h2", {id: "h-variants"}, "Side by side"), form, why, body),
    // The whole answer that may be kept; none while it is simulated.
    of(answer) {
      current = answer;
      if (answer) say(why, "");
    },
    forget() {
      variants.length = 0;
      draw();
    },
  };
}

const FILES = [
  ["changes.yaml", "Scenario with the changes"], ["results.json", "Results (JSON)"], ["draws.csv", "Draws (CSV)"], ["report.html", "Report (HTML)"],
];

function filesOf({answers, inputs, changes, link, changed}) {
  const heard = make("p", {class: "turn", role: "status"});
  const take = async name => {
    say(heard, `Writing ${name} …`);
    const file = await answers.file(name);
    if (!file) return say(heard, `${name} was not written: something changed meanwhile.`);
    if (file.faults !== undefined) return say(heard, `${name} was not written: ${file.faults}`);
    const mark = changed() && name !== "changes.yaml" ? MARK : "";
    download(mark + file.name, file.text, typeOf(file.name));
    say(heard, `${mark}${file.name} is written.`);
  };
  const takes = FILES.map(([name, label]) => button(label, () => take(name)));
  const field = make("textarea", {readonly: true, rows: 3, spellcheck: "false", "aria-label": "The command that gives these numbers"});
  const address = make("input", {type: "text", readonly: true, "aria-label": "The end of the address that carries these changes"});
  const lost = make("p", {class: "turn"});
  const copy = async (what, text, from) => say(heard, await copied(text, from) ? `${what} is copied.` : `${what} is selected: copy it by key.`);
  return {
    element: make("section", {class: "kept", "aria-labelledby": "h-files"}, make("h2", {id: "h-files"}, "Keep it"),
      make("p", {class: "files"}, takes),
      make("div", {class: "copy"}, field, button("Copy the command", () => copy("The command", field.value, field))),
      make("div", {class: "copy"}, address, button("Copy the link", () => copy("The link", link(), address))),
      lost, heard),
    show() {
      takes[0].disabled = !changed();
      field.value = commandOf(inputs(), changes.list.length > 0);
      address.value = fragmentOf(changes.list) || "Nothing is changed that an address could carry.";
      say(lost, changes.of("text") ? "A link does not carry an edited text: save the text as a file." : "");
    },
  };
}
