// By how much a value must move to turn the answer: asked one by one, while nothing else is to do.
function turnsOf(engine, inputs) {
  let waiting = [];
  let asking = false;
  let turn = 0;
  const ask = async () => {
    if (asking) return;
    asking = true;
    while (waiting.length) {
      const [control, mine] = [waiting.shift(), turn];
      const found = await engine.spare({ask: "turn", inputs: inputs(), path: control.path});
      if (mine === turn && found.faults === undefined) control.turn(found);
    }
    asking = false;
  };
  return {
    // What was found is of the values before: it is said no more.
    stale(controls) {
      turn += 1;
      waiting = [];
      for (const control of controls) control.turn(undefined);
    },
    find(controls) {
      waiting.push(...controls);
      ask();
    },
  };
}
