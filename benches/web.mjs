// Measures the module of the live page against the program, both on one thread, and prints a table with the most allowed.
//
//     node benches/web.mjs [SCENARIO [PROGRAM [MODULE]]]
//
// Unless said otherwise Havering, target/release/averted, as `cargo build --release --locked` makes it, and
// src/web/engine.wasm.gz.
// Times are those of node, whose engine is Chromium's; the page adds drawing. The shortest of a few counts, the program's
// and the module's taken in turn, so that what else the machine does falls on both.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Engine } from "../tests/web/engine.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const scenario = path.resolve(process.argv[2] ?? path.join(root, "scenarios/havering.yaml"));
const program = process.argv[3] ?? path.join(root, "target/release/averted");
const module = process.argv[4] ?? path.join(root, "src/web/engine.wasm.gz");
const TURNS = 5;
const CHANGES = 200;

const run = (...more) => execFileSync(program, ["run", scenario, "--json", "--quiet", "--threads", "1", ...more], { maxBuffer: 2 ** 30 });
const timed = (work) => {
  const start = performance.now();
  work();
  return performance.now() - start;
};
const least = (times) => Math.min(...times);
const middle = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

const { inputs } = JSON.parse(run());
const started = timed(() => new Engine(module));
const engine = new Engine(module);
const { draws, controls } = engine.ask({ ask: "open", inputs });

// One change after the other, each of another value, as a reader moves a control.
const control = controls.find((one) => one.main && !one.fixed);
const changed = (step) => {
  const value = control.least + ((control.most - control.least) * (1 + (step % 97))) / 99;
  return { ...inputs, set: [...inputs.set, `${control.path}=${control.before}${value * control.times}${control.after}`] };
};
const asked = (request) => {
  const answer = engine.ask(request);
  if (answer.faults !== undefined) throw new Error(answer.faults);
  return answer;
};

const exact = [], first = [], shown = [], there = [], here = [];
for (let turn = 0; turn < TURNS; turn++) {
  const after = changed(turn);
  exact.push(timed(() => asked({ ask: "expect", inputs: after })));
  first.push(timed(() => engine.simulate(after, 256)));
  shown.push(timed(() => asked({ ask: "report", inputs: after, draws: 256 })));
  here.push(timed(() => run()));
  const fresh = new Engine(module);
  there.push(timed(() => {
    fresh.simulate(inputs, draws);
    fresh.ask({ ask: "file", inputs, draws, name: "results.json" });
  }));
}

const memory = [];
for (let step = 0; step < CHANGES; step++) {
  const after = changed(step);
  asked({ ask: "expect", inputs: after });
  engine.simulate(after, 256);
  asked({ ask: "report", inputs: after, draws: 256 });
  memory.push(engine.bytes);
}

const mb = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const ms = (time) => `${time.toFixed(0)} ms`;
const rows = [
  ["the module, packed", mb(fs.statSync(module).size), "1.5 MB"],
  ["compiled and started", ms(started), ""],
  ["exact answer after a change", `${ms(least(exact))} (middle ${ms(middle(exact))})`, "50 ms"],
  ["256 draws after a change", `${ms(least(first))} (middle ${ms(middle(first))})`, ""],
  ["… and the report of them", ms(least(first) + least(shown)), "300 ms"],
  [`${draws} draws and results.json`, `${ms(least(there))}, the program ${ms(least(here))}: ${(least(there) / least(here)).toFixed(2)} times`, "2.5 times"],
  ["memory after 20 changes", mb(memory[19]), ""],
  [`memory after ${CHANGES} changes`, mb(memory.at(-1)), "no more"],
];
console.log(`${path.basename(scenario)}, ${control.path} moved`);
for (const [what, found, most] of rows) console.log(`${what.padEnd(30)}${found.padEnd(44)}${most && `at most ${most}`}`);
