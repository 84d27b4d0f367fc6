// The questions of `averted new`, asked in the page: their answers make a scenario to start from.
function questionOf({id, text, usual, choices}, number) {
  const wrong = make("p", {class: "wrong", role: "alert"});
  if (choices.length) {
    const chosen = usual.split(",");
    const fields = choices.map((label, at) => {
      const field = make("input", {type: "checkbox", checked: chosen.includes(String(at + 1))});
      return {field, element: make("label", {class: "switch"}, field, make("span", {}, label))};
    });
    return {
      id, wrong, first: fields[0].field,
      element: make("fieldset", {class: "switches"}, make("legend", {}, `${number}. ${plainWords(text)}`), fields.map(each => each.element), wrong),
      answer: () => fields.flatMap(({field}, at) => (field.checked ? [at + 1] : [])).join(","),
    };
  }
  const field = make("input", {type: "text", autocomplete: "off", value: usual});
  return {
    id, wrong, first: field,
    element: make("div", {class: "question-of"}, make("label", {}, make("span", {}, `${number}. ${plainWords(text)}`), field), wrong),
    answer: () => field.value,
  };
}

function questionsOf(engine, bring) {
  const list = make("div");
  let asked = [];
  const start = async event => {
    event.preventDefault();
    const answers = Object.fromEntries(asked.map(each => [each.id, each.answer()]));
    const found = await engine.quick({ask: "start", answers});
    if (found.text !== undefined) return bring([{path: found.name, text: found.text, base64: null}]);
    for (const {id, wrong} of asked) say(wrong, found.wrong?.[id] ?? "");
    asked.find(each => each.wrong.textContent)?.first.focus();
  };
  const form = make("form", {submit: start}, list, make("p", {}, make("button", {type: "submit"}, "Begin with these answers")));
  engine.quick({ask: "questions"}).then(found => {
    asked = (found.questions ?? []).map((each, at) => questionOf(each, at + 1));
    list.replaceChildren(...asked.map(each => each.element));
  });
  return make("section", {class: "asking", "aria-labelledby": "h-asking"},
    make("h2", {id: "h-asking"}, "Begin with questions"),
    make("p", {class: "turn"}, "What they do not ask is filled in as a placeholder, marked as one, and has no source."), form);
}

// What is to be typed stands in quotation marks here.
function plainWords(text) {
  return text.replace(/`([^`]*)`/g, "“$1”");
}
