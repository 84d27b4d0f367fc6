// Uses the live page as its readers do, in a real browser, from a file, and holds it against the native program.
//
//   node tests/live/run.mjs LIVE_HTML AVERTED OUTDIR
//
// PLAYWRIGHT names a folder with playwright-core in its node_modules, AXE_CORE the file of axe-core. Prints a line for
// each check, leaves pictures in OUTDIR and ends with 1 when a check failed.
import fs from "node:fs";
import path from "node:path";
import {Bench, check, failures, same} from "./bench.mjs";
import {access} from "./access.mjs";
import {answers} from "./answers.mjs";
import {files} from "./files.mjs";
import {safety} from "./safety.mjs";
import {sharing} from "./sharing.mjs";

const [live, averted, folder] = process.argv.slice(2).map(name => path.resolve(name));
fs.mkdirSync(folder, {recursive: true});
const bench = new Bench(averted, folder);
await bench.start();
const given = fs.readFileSync(live, "utf8").split('id="averted-inputs">')[1].split("</script>")[0];
const inputs = JSON.parse(given);
for (const part of [answers, sharing, files, safety, access]) await part(bench, live, inputs);
await check("no page asked for anything", () => same(bench.asked.join(" "), ""));
await check("no script complained", () => same(bench.complaints.join("\n"), ""));
await bench.browser.close();
console.log(failures.length ? `${failures.length} failed` : "all well");
process.exit(failures.length ? 1 : 0);
