// Makes the elements of the live page: what is given as text is always text, never markup.
function fill(element, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(child => ![undefined, null, false, ""].includes(child)));
  return element;
}

function make(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

function drawn(tag, properties = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

function button(label, pressed, properties = {}) {
  return make("button", {type: "button", click: pressed, ...properties}, label);
}

// A text is set only where it differs, so that nothing is announced or laid out again for nothing.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function counted(number, one, many = one + "s") {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}
