// Reads the inputs of runs, one a line, and writes what the module makes of each: results.json, or the faults.
//
//     node answers.mjs engine.wasm.gz < inputs
//
// The first line is what the module asks for and what it offers. One instance answers all, as in a page.

import fs from "node:fs";
import { Engine } from "./engine.mjs";

const engine = new Engine(process.argv[2]);
const write = (value) => fs.writeFileSync(1, `${JSON.stringify(value)}\n`);

write({
  imports: WebAssembly.Module.imports(engine.module).map((one) => one.name),
  exports: WebAssembly.Module.exports(engine.module).map((one) => one.name),
});
for (const line of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const inputs = JSON.parse(line);
  const opened = engine.ask({ ask: "open", inputs });
  const done = opened.faults === undefined ? engine.simulate(inputs, opened.draws) : opened;
  write(done.faults === undefined ? engine.ask({ ask: "file", inputs, draws: opened.draws, name: "results.json" }) : done);
}
