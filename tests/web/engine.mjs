// The engine of the live page outside of a browser, for tests and measurements: a request in, an answer out.

import fs from "node:fs";
import zlib from "node:zlib";

export class Engine {
  /** From the module as the program holds it, packed by gzip; nothing is handed in to it. */
  constructor(file) {
    this.module = new WebAssembly.Module(zlib.gunzipSync(fs.readFileSync(file)));
    this.exports = new WebAssembly.Instance(this.module, {}).exports;
  }

  ask(request) {
    const { memory, averted_room, averted_ask, averted_length } = this.exports;
    const text = new TextEncoder().encode(JSON.stringify(request));
    const room = averted_room(text.length);
    new Uint8Array(memory.buffer, room, text.length).set(text);
    const answer = averted_ask();
    // Memory may have grown, and its buffer is another then.
    return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, answer, averted_length())));
  }

  /** Draws in steps, as the page does, until `draws` are done; what it said at last. */
  simulate(inputs, draws) {
    for (;;) {
      const answer = this.ask({ ask: "simulate", inputs, draws, most: 500 });
      if (answer.faults !== undefined || answer.done >= draws || !answer.more) return answer;
    }
  }

  get bytes() {
    return this.exports.memory.buffer.byteLength;
  }
}
