// Hands files to the reader, each saying by its name when the reader changed what it is of.
const MARK = "changed-by-the-reader-";

function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], {type}));
  const link = make("a", {href: address, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const TYPES = {json: "application/json", csv: "text/csv", html: "text/html", yaml: "application/yaml", svg: "image/svg+xml", png: "image/png"};

function typeOf(name) {
  return TYPES[name.split(".").at(-1)] ?? "text/plain";
}

// In a shell single quotes keep everything as it is, but for themselves.
function quoted(text) {
  return /^[\w./=%:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function commandOf({files, set, draws, seed}, changed) {
  const words = ["averted", "run", files[0].path, ...set.flatMap(line => ["--set", line])];
  if (draws !== null && draws !== undefined) words.push("--draws", String(draws));
  if (seed !== null && seed !== undefined) words.push("--seed", String(seed));
  return (changed ? "# Changed by the reader of the live page.\n" : "") + words.map(quoted).join(" ");
}

async function copied(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Where a page may not write to the clipboard the reader can still take the selected text.
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}

// In pieces, since a call takes only so many arguments.
function base64Of(bytes) {
  let letters = "";
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(letters);
}
