// The scenario itself: opened from files, dropped, pasted or edited, with the program's own words on its mistakes.
const TEXTS = /\.(ya?ml|csv|json|txt|tsv)$/i;

async function readFiles(list) {
  return Promise.all([...list].map(async file => {
    if (TEXTS.test(file.name)) return {path: file.name, text: await file.text(), base64: null};
    return {path: file.name, text: null, base64: base64Of(new Uint8Array(await file.arrayBuffer()))};
  }));
}

// The scenario comes first: of several YAML files the one that no other names.
function ordered(files) {
  const yaml = files.filter(file => /\.ya?ml$/i.test(file.path));
  const named = file => files.some(other => other !== file && other.text?.includes(file.path));
  const first = yaml.find(file => !named(file)) ?? yaml[0];
  return first && [first, ...files.filter(file => file !== first)];
}

function inputsOf(files) {
  return {files, set: [], draws: null, seed: null, max_draws: null, with_stress: false};
}

// Ways to bring a scenario; `bring(files)` runs it, `said` tells what is missing.
function openingOf(bring, questions) {
  const said = make("p", {class: "wrong", role: "alert"});
  const take = async list => {
    const files = ordered(await readFiles(list));
    say(said, files ? "" : "None of these files is a YAML file.");
    if (files) await bring(files);
  };
  const picker = make("input", {type: "file", multiple: true, id: "open-files", change: () => picker.files.length && take(picker.files)});
  const text = make("textarea", {rows: 12, spellcheck: "false", id: "open-text", autocomplete: "off"});
  const element = make("div", {class: "opening"},
    make("section", {"aria-labelledby": "h-open"},
      make("h2", {id: "h-open"}, "Open a scenario"),
      make("p", {}, make("label", {for: "open-files"}, "A YAML file, with the files that it names"), picker),
      make("p", {class: "turn"}, "Or drop the files on this page. They stay on this computer: this page asks for nothing and sends nothing."),
      make("p", {}, make("label", {for: "open-text"}, "Or paste the text of a scenario"), text),
      make("p", {}, button("Run this text", () => text.value.trim() && bring([{path: "scenario.yaml", text: text.value, base64: null}]))),
      said),
    questions);
  addEventListener("dragover", event => event.preventDefault());
  addEventListener("drop", event => {
    event.preventDefault();
    if (event.dataTransfer.files.length) take(event.dataTransfer.files);
  });
  return element;
}

// The text of the scenario in the page, to be edited and run.
function editingOf({files, changes, written, open}) {
  const text = make("textarea", {rows: 24, spellcheck: "false", autocomplete: "off", wrap: "off"});
  const which = make("select", {change: () => { text.value = textOfFile(which.value); }});
  const textOfFile = path => files().find(file => file.path === path)?.text ?? "";
  const run = () => {
    const next = files().map(file => (file.path === which.value ? {...file, text: text.value} : file));
    const same = next.every((file, at) => file.text === written()[at]?.text);
    if (same) changes.drop("text");
    else changes.put({key: "text", label: "The text of the scenario", words: "edited in this page", lines: [], files: next});
  };
  const show = () => {
    const texts = files().filter(file => file.text !== null);
    const chosen = texts.some(file => file.path === which.value) ? which.value : texts[0]?.path;
    which.replaceChildren(...texts.map(file => make("option", {value: file.path}, file.path)));
    which.value = chosen;
    text.value = textOfFile(chosen);
  };
  const body = make("div", {class: "editing"},
    make("p", {}, make("label", {}, "File ", which)),
    make("label", {}, make("span", {}, "Text"), text),
    make("p", {}, button("Run the edited text", run), " ", button("Save this text as a file", () => download(which.value.split("/").at(-1), text.value, typeOf(which.value))), " ",
      button("Open another scenario", open)));
  const element = make("section", {class: "kept", "aria-labelledby": "h-text"},
    make("details", {toggle: event => event.target.open && show()}, make("summary", {}, make("h2", {id: "h-text"}, "The scenario’s text")), body));
  return {element, body, show: () => { if (element.firstChild.open && !element.contains(document.activeElement)) show(); }};
}
