// Puts a new report in the place of the old one, so that the reader keeps place, folds, order of tables and focus.
const FOCUSED = "summary, button, a, [tabindex]";
const PLACED = "section, figure, .answer, .table, .note, h3, p, tr, li, dt";

function nameOf(element, main) {
  const section = element.closest("section");
  const [id, within] = section ? [section.getAttribute("aria-labelledby"), section] : ["", main];
  return {id, within};
}

// Where an element stands, said in a way that finds its like in another report.
function addressOf(element, main, selector) {
  const {id, within} = nameOf(element, main);
  return {id, at: [...within.querySelectorAll(selector)].indexOf(element), selector};
}

function foundAt({id, at, selector}, main) {
  const within = id ? main.querySelector(`section[aria-labelledby="${CSS.escape(id)}"]`) : main;
  return [...(within?.querySelectorAll(selector) ?? [])][at] ?? (at < 0 ? within : undefined);
}

function foldsOf(main) {
  return [...main.querySelectorAll("details")].map(each => ({...addressOf(each, main, "details"), open: each.open}));
}

function ordersOf(main) {
  return [...main.querySelectorAll("th[aria-sort]")].map(head => ({...addressOf(head, main, "th"), way: head.getAttribute("aria-sort")}));
}

// What a thing of the report says but for its numbers, by which its like is found where a line more or less was written.
function saidBy(element) {
  return element.localName + " " + element.textContent.replace(/[^A-Za-z]+/g, " ").slice(0, 60);
}

// What the reader reads: where the focus is, or else what stands at the top, the nearest first.
function anchorsOf(main, top) {
  const upper = element => element.getBoundingClientRect().top;
  const box = main.getBoundingClientRect();
  if (box.top > top || box.bottom < top) return [];
  const held = document.activeElement;
  const focused = main.contains(held) && held !== main && upper(held) > top && upper(held) < innerHeight
    ? [{...addressOf(held, main, FOCUSED), top: upper(held)}] : [];
  const above = [...main.querySelectorAll(PLACED)].filter(each => each.getClientRects().length && upper(each) <= top + 1).slice(-12).reverse();
  return [...focused, ...above.map(each => ({id: nameOf(each, main).id, said: saidBy(each), top: upper(each)}))];
}

function anchoredAt({id, said, ...address}, main) {
  if (said === undefined) return foundAt({id, ...address}, main);
  const within = foundAt({id, at: -1, selector: PLACED}, main);
  return [...(within?.querySelectorAll(PLACED) ?? [])].find(each => saidBy(each) === said);
}

// Whatever `act` does to the page, what is read now stays where it is.
function keepPlace(main, top, act) {
  const anchors = anchorsOf(main, top);
  act();
  for (const anchor of anchors) {
    const found = anchoredAt(anchor, main);
    if (!found) continue;
    scrollBy({top: found.getBoundingClientRect().top - anchor.top, behavior: "instant"});
    return;
  }
}

function swap(main, next) {
  const folds = foldsOf(main);
  const orders = ordersOf(main);
  const held = main.contains(document.activeElement) && document.activeElement !== main
    && addressOf(document.activeElement, main, FOCUSED);
  const scrolled = [...main.querySelectorAll(".table, .drawing")].filter(each => each.scrollLeft)
    .map(each => ({...addressOf(each, main, ".table, .drawing"), left: each.scrollLeft}));
  main.replaceChildren(...next.childNodes);
  for (const fold of folds) {
    const found = foundAt(fold, main);
    if (found) found.open = fold.open;
  }
  page.dress(main);
  for (const order of orders) {
    const head = foundAt(order, main);
    for (let turn = 0; turn < 2 && head && head.getAttribute("aria-sort") !== order.way; turn++) head.querySelector("button")?.click();
  }
  for (const {left, ...place} of scrolled) {
    const found = foundAt(place, main);
    if (found) found.scrollLeft = left;
  }
  if (held) foundAt(held, main)?.focus({preventScroll: true});
}
