// Brings the answer after a change in two steps: exact at once, then simulated with more and more draws.
const STAGES = [256, 1000];
const PAUSE = 40;
const STEP = 500;

function stagesOf(draws) {
  return [...STAGES.filter(stage => stage < draws), draws];
}

// `shown` hears: changed(), faults(text), expected(answer), done(draws, of), report(answer, whole).
function answersOf(engine, inputs, draws, shown) {
  let turn = 0;
  let asking = false;
  let still = false;
  let resting = Promise.resolve();

  // Adds draws in small steps, so that what is no longer wanted is left at once; gives how many are done. A scenario
  // that asks for a precision may take more draws than it set out with.
  const simulated = async (request, until, whole, wanted, done = shown.done) => {
    for (;;) {
      const answer = await engine.steady({ask: "simulate", inputs: request, draws: until, most: STEP});
      if (!wanted()) return 0;
      if (answer.faults !== undefined) {
        shown.faults(answer.faults);
        return 0;
      }
      done(answer.done, answer.of);
      if (whole ? !answer.more : answer.done >= until) return answer.done;
    }
  };
  const simulate = async mine => {
    const wanted = () => mine === turn;
    const request = inputs();
    for (const stage of stagesOf(draws())) {
      const whole = stage === draws();
      const done = await simulated(request, stage, whole, wanted);
      if (!done) return;
      const answer = await engine.steady({ask: "report", inputs: request, draws: done});
      if (!wanted()) return;
      if (answer.faults !== undefined) return shown.faults(answer.faults);
      shown.report(answer, whole);
    }
  };
  // One question at a time: while it is answered only the newest of those that follow is kept.
  const expect = async () => {
    if (asking) return;
    asking = true;
    for (let mine; mine !== turn && !still;) {
      mine = turn;
      const answer = await engine.quick({ask: "expect", inputs: inputs()});
      if (still) break;
      if (answer.faults !== undefined) {
        if (mine === turn) shown.faults(answer.faults);
      } else {
        shown.expected(answer, mine === turn);
        if (mine === turn) setTimeout(() => { if (mine === turn) resting = resting.then(() => simulate(mine)); }, PAUSE);
      }
    }
    asking = false;
  };
  return {
    ask() {
      turn += 1;
      still = false;
      shown.changed();
      expect();
    },
    // An engine is quick once it has run: it runs the report that is shown, while its reader reads.
    warm() {
      const mine = turn;
      const wanted = () => mine === turn;
      engine.quick({ask: "expect", inputs: inputs()});
      resting = resting.then(() => simulated(inputs(), draws(), true, wanted, () => {}))
        .then(done => done && wanted() && engine.steady({ask: "report", inputs: inputs(), draws: done}));
    },
    // What is shown now is the answer: nothing is to come.
    rest() {
      turn += 1;
      still = true;
    },
    // A file needs all draws of the state that it is of.
    async file(name) {
      const [mine, request] = [turn, inputs()];
      const ready = resting.then(() => simulated(request, draws(), true, () => mine === turn));
      resting = ready.catch(() => {});
      return await ready ? engine.steady({ask: "file", inputs: request, name}) : undefined;
    },
  };
}
