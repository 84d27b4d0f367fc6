// Puts a new report in the place of the old one, so that the reader keeps place, folds, order of tables and focus.
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

// The first thing of the report that is in view: it stays where it is.
function anchorOf(main, top) {
  const box = main.getBoundingClientRect();
  if (box.top > top || box.bottom < top) return undefined;
  const first = [...main.querySelectorAll(PLACED)].findLast(each => {
    const {top: upper, height} = each.getBoundingClientRect();
    return height > 0 && upper <= top + 1;
  });
  return first && {...addressOf(first, main, PLACED), top: first.getBoundingClientRect().top};
}

// Whatever `act` does to the page, what is read now stays where it is.
function keepPlace(main, top, act) {
  const anchor = anchorOf(main, top);
  act();
  const found = anchor && foundAt(anchor, main);
  if (found) scrollBy({top: found.getBoundingClientRect().top - anchor.top, behavior: "instant"});
}

function swap(main, next) {
  const folds = foldsOf(main);
  const orders = ordersOf(main);
  const held = main.contains(document.activeElement) && document.activeElement !== main
    && addressOf(document.activeElement, main, "summary, button, a, [tabindex]");
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
