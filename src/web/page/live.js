// Starts the live page: reads what it carries, builds it round the report, and brings an answer after every change.
function carried() {
  return {
    inputs: JSON.parse(document.getElementById("averted-inputs").textContent),
    engine: document.getElementById("averted-engine").textContent,
  };
}

// A report as it came: its head, its figure at the head, and the rest.
function reportOf(within) {
  const main = within.querySelector("main").cloneNode(true);
  const hero = [...main.children].find(child => child.localName === "figure");
  hero?.remove();
  return {answer: answerIn(within.querySelector("header")), main, hero, nav: within.querySelector("nav ul"), of: within, title: within.title};
}

// The report that the page was written with, before anything is built round it.
function writtenReport() {
  const copy = document.implementation.createHTMLDocument(document.title);
  copy.body.append(...["nav", "header", "main"].map(tag => document.querySelector(tag)).filter(Boolean).map(part => copy.importNode(part, true)));
  return copy;
}

async function startLive() {
  const {inputs: given, engine: packed} = carried();
  const first = given && writtenReport();
  const view = viewOf();
  let engine;
  try {
    engine = await engineOf(packed);
  } catch (fault) {
    view.answer.state(`The figures cannot be moved in this browser (${fault.message}): this is the report as it was written.`);
    return;
  }
  const session = sessionOf(view, engine);
  if (given) await session.begin(given, reportOf(first));
  else {
    // The last line is for browsers without script.
    view.main.lastElementChild?.remove();
    session.empty();
  }
}

document.readyState === "loading" ? addEventListener("DOMContentLoaded", startLive) : startLive();
