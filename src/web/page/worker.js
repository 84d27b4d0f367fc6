// Runs the engine away from the page, so that moving a control never waits for a simulation.
let engine;
let compiled;

const unpacked = async text => {
  const packed = Uint8Array.from(atob(text.trim()), letter => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
};

// Compiled once and handed on: each worker has its own instance, that is its own session of draws.
const begin = async ({text, module}) => {
  compiled = module ?? await WebAssembly.compile(await unpacked(text));
  engine = (await WebAssembly.instantiate(compiled, {})).exports;
  return {module: compiled};
};

const answer = request => {
  const bytes = new TextEncoder().encode(request);
  const room = engine.averted_room(bytes.length);
  new Uint8Array(engine.memory.buffer, room, bytes.length).set(bytes);
  const at = engine.averted_ask();
  // The memory may have grown, and then its old buffer is gone.
  const found = new Uint8Array(engine.memory.buffer, at, engine.averted_length());
  return {answer: new TextDecoder().decode(found)};
};

onmessage = async ({data}) => {
  const {id} = data;
  try {
    postMessage({id, ...(data.request === undefined ? await begin(data) : answer(data.request))});
  } catch (fault) {
    // An engine that stopped half-way has no sound memory: the next request gets a new one.
    if (compiled) engine = (await WebAssembly.instantiate(compiled, {})).exports;
    postMessage({id, fault: String(fault?.message ?? fault)});
  }
};
