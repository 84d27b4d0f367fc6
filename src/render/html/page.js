(() => {
"use strict";
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// A link opens what it leads to, and closes the contents where they hide the page.
const contents = document.querySelector("nav details");
const wide = matchMedia("(min-width:64rem)");
const reveal = hash => {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  return target;
};
document.addEventListener("click", event => {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  reveal(link.hash);
  if (contents && !wide.matches) contents.open = false;
});
addEventListener("hashchange", () => reveal(location.hash));
if (location.hash) reveal(location.hash)?.scrollIntoView();

if (contents) {
  const fit = () => { contents.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();

  // One button opens what is folded, for reading and for print, and folds it again.
  const folded = all("main details:not([open])");
  const button = contents.querySelector("button");
  const closed = () => folded.some(each => !each.open);
  const label = () => { button.textContent = closed() ? "Open every section" : "Fold details again"; };
  button.hidden = !folded.length;
  button.addEventListener("click", () => {
    const open = closed();
    for (const each of folded) each.open = open;
  });
  document.addEventListener("toggle", label, true);

  // The contents tell where the reader is.
  const links = new Map(all("a", contents).map(link => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver(entries => {
    for (const {target, isIntersecting} of entries) {
      if (!isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(target.querySelector(".body").id)?.setAttribute("aria-current", "true");
    }
  }, {rootMargin: "-10% 0px -75%"});
  for (const section of all("main section")) seen.observe(section);
}

// Heads of columns put rows in order, and a third time back; sums stay at the foot.
const compared = (a, b) => typeof a === "number" ? a - b : a.localeCompare(b, "en-GB", {numeric: true});
for (const table of all("main table")) {
  const body = table.tBodies[0];
  const foot = [...body.rows].filter(row => row.className === "total");
  const rows = [...body.rows].filter(row => row.className !== "total");
  if (rows.length < 3) continue;
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const numeric = head.className === "n";
    const ways = numeric ? ["descending", "ascending"] : ["ascending", "descending"];
    const key = row => {
      const cell = row.cells[column];
      return numeric ? parseFloat(cell.dataset.v) : cell.textContent.trim();
    };
    const empty = value => value === "" || Number.isNaN(value);
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const way = ways[ways.indexOf(head.getAttribute("aria-sort")) + 1];
      for (const each of heads) each.removeAttribute("aria-sort");
      let order = rows;
      if (way) {
        head.setAttribute("aria-sort", way);
        const sign = way === "ascending" ? 1 : -1;
        order = [...rows].sort((a, b) => {
          const [one, other] = [key(a), key(b)];
          return empty(one) || empty(other) ? empty(one) - empty(other) : sign * compared(one, other);
        });
      }
      body.append(...order, ...foot);
    });
  });
}

// The values of a figure: under the pointer, at a touch, and by arrow keys.
const tip = document.createElement("div");
tip.className = "tip";
tip.setAttribute("role", "status");
document.body.append(tip);
let shown;
const hide = () => {
  shown?.classList.remove("on");
  shown = undefined;
  tip.textContent = "";
};
const place = x => {
  const box = shown.getBoundingClientRect();
  const left = (x ?? box.left + box.width / 2) - tip.offsetWidth / 2;
  const above = box.top - tip.offsetHeight;
  tip.style.left = Math.max(8, Math.min(left, document.documentElement.clientWidth - tip.offsetWidth - 8)) + "px";
  tip.style.top = (above < 0 ? box.bottom : above) + "px";
};
const values = new Map();
const show = (value, x) => {
  if (value === shown) return;
  hide();
  shown = value;
  value.classList.add("on");
  tip.textContent = values.get(value);
  place(x);
};
for (const drawing of all(".drawing")) {
  const marks = all(".value", drawing);
  for (const mark of marks) {
    const title = mark.querySelector("title");
    values.set(mark, title.textContent.trim());
    title.remove();
  }
  if (!marks.length) continue;
  drawing.setAttribute("aria-label", drawing.getAttribute("aria-label") + ". Left and right arrow keys read its values.");
  drawing.addEventListener("keydown", event => {
    const at = marks.indexOf(shown);
    const to = {ArrowRight: at + 1, ArrowLeft: at < 0 ? marks.length - 1 : at - 1, Home: 0, End: marks.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const mark = marks[Math.max(0, Math.min(to, marks.length - 1))];
    mark.scrollIntoView({block: "nearest", inline: "nearest"});
    show(mark);
  });
  drawing.addEventListener("blur", hide);
}
document.addEventListener("pointerover", event => {
  const value = event.target.closest(".value");
  if (values.has(value)) show(value, event.clientX);
  else if (event.target !== tip) hide();
});
document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
addEventListener("scroll", () => { if (shown) place(); }, {capture: true, passive: true});
})();
