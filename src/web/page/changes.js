// What the reader has changed, and the way back: one list of changes, each with its lines of `--set`.
//
// A change is {key, label, words, lines}, and for a text that was edited {files} too. Lists are never altered in place,
// so that a step back is an earlier list.
function changesOf(told) {
  let list = [];
  const steps = {past: [], future: []};
  let gesture;
  const most = 200;
  const move = next => {
    list = next;
    told();
  };
  const keep = mark => {
    // What is moved in one go is one step, however many values it passes.
    if (mark === undefined || mark !== gesture) steps.past = [...steps.past.slice(1 - most), list];
    gesture = mark;
    steps.future = [];
  };
  const step = (from, to) => {
    if (!steps[from].length) return;
    steps[to] = [...steps[to], list];
    gesture = undefined;
    const next = steps[from].at(-1);
    steps[from] = steps[from].slice(0, -1);
    move(next);
  };
  return {
    get list() { return list; },
    get past() { return steps.past.length; },
    get future() { return steps.future.length; },
    of: key => list.find(change => change.key === key),
    put(change, mark) {
      keep(mark);
      const at = list.findIndex(each => each.key === change.key);
      move(at < 0 ? [...list, change] : list.with(at, change));
    },
    drop(key, mark) {
      if (!list.some(change => change.key === key)) return;
      keep(mark);
      move(list.filter(change => change.key !== key));
    },
    become(next) {
      if (sameList(next, list)) return;
      keep();
      move(next);
    },
    undo() { step("past", "future"); },
    redo() { step("future", "past"); },
    forget() {
      [steps.past, steps.future, list, gesture] = [[], [], [], undefined];
    },
  };
}

// Shocks are laid over what the reader set, whichever came first.
function linesOf(list) {
  const shock = change => change.key.startsWith("shock:");
  return [...list.filter(change => !shock(change)), ...list.filter(shock)].flatMap(change => change.lines);
}

function sameList(one, other) {
  const written = list => JSON.stringify(list.map(({key, lines, files}) => [key, lines, files?.map(file => file.text)]).sort());
  return written(one) === written(other);
}
