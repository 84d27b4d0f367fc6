// What a report does where scripts may run; `page.dress` does it again for parts that are put in later.
const page = (() => {
"use strict";
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// A link opens what it leads to, and closes the contents where they hide the page.
let contents;
const wide = matchMedia("(min-width:64rem)");
const beside = () => wide.matches && !document.body.classList.contains("live");
const named = hash => {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // An address may end in anything.
  }
};
const reveal = hash => {
  const target = named(hash);
  for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  return target;
};
document.addEventListener("click", event => {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  reveal(link.hash);
  if (contents && !beside()) contents.open = false;
});
addEventListener("hashchange", () => reveal(location.hash));

// One button opens what is folded, for reading and for print, and folds it again.
let folded = [];
const closed = () => folded.some(each => !each.open);
const label = () => {
  if (contents) contents.querySelector("button").textContent = closed() ? "Open every section" : "Fold details again";
};
document.addEventListener("toggle", label, true);
const fit = () => { if (contents) contents.open = beside(); };
wide.addEventListener("change", fit);

// The contents tell where the reader is.
const seen = new IntersectionObserver(entries => {
  for (const {target, isIntersecting} of entries) {
    if (!isIntersecting || !contents) continue;
    for (const link of all("a", contents)) {
      if (link.hash.slice(1) === target.querySelector(".body").id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}, {rootMargin: "-10% 0px -75%"});

const list = () => {
  const found = document.querySelector("nav details");
  if (found && found !== contents) {
    contents = found;
    contents.querySelector("button").addEventListener("click", () => {
      const open = closed();
      for (const each of folded) each.open = open;
    });
    fit();
  }
  if (!contents) return;
  folded = all("main details:not([open])");
  contents.querySelector("button").hidden = !folded.length;
  seen.disconnect();
  for (const section of all("main section")) if (section.querySelector(".body")) seen.observe(section);
};

// Heads of columns put rows in order, and a third time back; sums stay at the foot.
const compared = (a, b) => typeof a === "number" ? a - b : a.localeCompare(b, "en-GB", {numeric: true});
const order = table => {
  const body = table.tBodies[0];
  const foot = [...body.rows].filter(row => row.className === "total");
  const rows = [...body.rows].filter(row => row.className !== "total");
  if (rows.length < 3) return;
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const numeric = head.className === "n";
    const ways = numeric ? ["descending", "ascending"] : ["ascending", "descending"];
    const key = row => {
      const cell = row.cells[column];
      return numeric ? parseFloat(cell.dataset.v) : cell.textContent.trim();
    };
    const empty = value => value === "" || Number.isNaN(value);
    const button = head.querySelector("button") ?? document.createElement("button");
    if (!button.parentNode) {
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
    }
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
};

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
const show = (value, x) => {
  if (value === shown) return;
  hide();
  shown = value;
  value.classList.add("on");
  tip.textContent = value.dataset.tip;
  place(x);
};
const keys = ". Left and right arrow keys read its values.";
const tell = drawing => {
  const marks = all(".value", drawing);
  for (const mark of marks) {
    const title = mark.querySelector("title");
    if (!title) continue;
    mark.dataset.tip = title.textContent.trim();
    title.remove();
  }
  if (!marks.length) return;
  const name = drawing.getAttribute("aria-label");
  if (!name.endsWith(keys)) drawing.setAttribute("aria-label", name + keys);
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
};
document.addEventListener("pointerover", event => {
  const value = event.target.closest(".value[data-tip]");
  if (value) show(value, event.clientX);
  else if (event.target !== tip) hide();
});
document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
addEventListener("scroll", () => { if (shown) place(); }, {capture: true, passive: true});

// Parts that were just put in are dressed whole; a clone of what was dressed may be dressed again.
const dress = within => {
  hide();
  list();
  all(".table > table", within).forEach(order);
  all(".drawing", within).forEach(tell);
};
dress(document);
label();
if (location.hash) reveal(location.hash)?.scrollIntoView();
return {dress, reveal};
})();
