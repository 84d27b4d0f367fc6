// Asks the engine in workers of its own: a quick one for exact answers, a steady one for simulations and files, and a
// spare one for what nobody waits for.
function workerOf(address) {
  const worker = new Worker(address);
  const waiting = new Map();
  let last = 0;
  const broken = event => {
    for (const {reject} of waiting.values()) reject(new Error(event.message || "the worker could not start"));
    waiting.clear();
  };
  worker.onerror = broken;
  worker.onmessage = ({data: {id, fault, ...rest}}) => {
    const {resolve, reject} = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) resolve(rest);
    else reject(new Error(fault));
  };
  return message => new Promise((resolve, reject) => {
    waiting.set(++last, {resolve, reject});
    worker.postMessage({id: last, ...message});
  });
}

async function engineOf(text) {
  const address = URL.createObjectURL(new Blob([WORKER], {type: "text/javascript"}));
  const [quick, steady, spare] = [workerOf(address), workerOf(address), workerOf(address)];
  const {module} = await quick({text});
  await Promise.all([steady({module}), spare({module})]);
  URL.revokeObjectURL(address);
  const asked = post => async request => {
    try {
      return JSON.parse((await post({request: JSON.stringify(request)})).answer);
    } catch (fault) {
      return {faults: `The engine stopped: ${fault.message}\nThe answer shown is the last one that it gave.`};
    }
  };
  return {quick: asked(quick), steady: asked(steady), spare: asked(spare)};
}
