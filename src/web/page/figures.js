// Figures as files: the drawing with its fonts, and a line at its foot that says what it is of.
const SVG = "http://www.w3.org/2000/svg";

// The fonts that the page carries and its drawings inherit, as rules that a drawing carries along.
function fontRules() {
  const style = document.querySelector("style").textContent;
  const faces = style.match(/@font-face\{[^}]*\}/g) ?? [];
  return [...faces, "svg{font-family:\"Open Sans\",\"Segoe UI\",Helvetica,Arial,sans-serif}"].join("\n");
}

function figureFile(of, id, foot) {
  const svg = of.getElementById(id)?.querySelector("svg")?.cloneNode(true);
  if (!svg) return undefined;
  // The page takes the titles of values for its tips: a file has them again.
  for (const mark of svg.querySelectorAll("[data-tip]")) {
    mark.prepend(drawn("title", {}, mark.dataset.tip));
    mark.removeAttribute("data-tip");
  }
  const [x, y, width, height] = svg.getAttribute("viewBox").split(/\s+/).map(Number);
  const line = width / 38;
  const tall = height + (foot ? line * 2 : 0);
  svg.setAttribute("xmlns", SVG);
  svg.setAttribute("viewBox", `${x} ${y} ${width} ${tall}`);
  svg.setAttribute("width", "16cm");
  svg.setAttribute("height", (16 * tall / width).toFixed(2) + "cm");
  svg.prepend(drawn("style", {}, fontRules()));
  const ground = drawn("rect", {x, y, width, height: tall, fill: "#fff"});
  svg.querySelector("style").after(ground);
  if (foot) svg.append(drawn("text", {
    x: x + line * 0.5, y: y + height + line, fill: "#7a3d00", "font-size": line * 0.78,
  }, foot));
  return {text: new XMLSerializer().serializeToString(svg), ratio: tall / width};
}

async function pngOf({text, ratio}) {
  const width = 1890;
  const image = new Image(width, Math.round(width * ratio));
  image.src = "data:image/svg+xml;base64," + base64Of(new TextEncoder().encode(text));
  await image.decode();
  const canvas = make("canvas", {width, height: image.height});
  canvas.getContext("2d").drawImage(image, 0, 0, image.width, image.height);
  return new Promise(resolve => canvas.toBlob(resolve, "image/png"));
}

// Two buttons under each figure of the page; `report()` gives the report as it came, `leaves()` what a file says of itself.
function keepFigures(within, report, leaves) {
  for (const figure of within.querySelectorAll("figure")) {
    const name = figure.id.replace(/^figure-/, "");
    const title = figure.querySelector(".drawing")?.getAttribute("aria-label").replace(/\. Left and right.*$/, "");
    if (!figure.querySelector("svg") || figure.querySelector(".take")) continue;
    const take = async kind => {
      const {foot, mark} = leaves();
      const file = figureFile(report(), figure.id, foot);
      download(`${mark}${name}.${kind}`, kind === "svg" ? file.text : await pngOf(file), TYPES[kind]);
    };
    figure.append(make("p", {class: "take"}, "This figure as ",
      button("SVG", () => take("svg"), {"aria-label": `SVG of: ${title}`}), " ", button("PNG", () => take("png"), {"aria-label": `PNG of: ${title}`})));
  }
}
