#!/usr/bin/env python3
"""Fits how fast the cost of a run grows with each size of a scenario: the slope of log instructions on log size.

    benches/slopes.py                 prints a table, and fails when cost grows faster than its size to the power 1.15
    benches/slopes.py events payers   fits these alone

Each size is doubled twice in a scenario that is made here, all else as in BASE, and the run is counted under valgrind's
callgrind on one thread, as no clock on a shared machine could. What does not grow with a size makes its slope smaller: a
slope above 1 says that something is asked more often than once for each. The program is target/release/averted, as
`cargo build --release --locked` makes it.
"""

import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

AVERTED = Path(os.environ.get("CARGO_TARGET_DIR", Path(__file__).parent.parent / "target")) / "release/averted"
BASE = {"events": 6, "draws": 64, "people": 100, "payers": 4, "years": 3, "views": 1}
SIZES = {
    "events": (50, 100, 200),
    "draws": (300, 600, 1200),
    "people": (1000, 2000, 4000),
    "payers": (50, 100, 200),
    "years": (10, 20, 40),
    "views": (5, 10, 20),
}
STEEPEST = 1.15

# How an event arises; each third of them is of one kind, and the last follows the one before it.
ORIGINS = (
    "rate: {gamma: {mean: 0.4 per year, sd: 0.1 per year}}",
    "probability: {beta: {alpha: 3, beta: 7}}",
    "follows: {event%d: {probability: {beta: {alpha: 4, beta: 6}}, after: 1 month}}",
)


def event(index, payers):
    origin = ORIGINS[index % 3]
    shares = {f"payer{index % payers}": 60, f"payer{(index + 1) % payers}": 40} if payers > 1 else {"payer0": 100}
    paid = ", ".join(f"{payer}: {share}%" for payer, share in shares.items())
    return [
        f"  event{index}:",
        f"    {origin % (index - 1) if '%d' in origin else origin}",
        "    unit_cost: {gamma: {mean: £2k, sd: £500}}",
        "    varies: {gamma: {cv: 60%}}",
        f"    paid_by: {{{paid}}}",
        f"    support: {{prevents: {{beta: {{alpha: 6, beta: 4}}}}{', delays: 2 months' if index % 6 == 0 else ''}}}",
    ]


def scenario(events, draws, people, payers, years, views):
    lines = ["title: Generated", f"horizon: {12 * years} months", f"cohort: {{people: {people}}}", "payers:"]
    lines += [f"  payer{index}: {{label: Payer {index}}}" for index in range(payers)]
    lines.append("events:")
    for index in range(events):
        lines += event(index, payers)
    if views > 1:
        lines.append("views:")
        weight = 100 / views
        lines += [
            f"  view{index}: {{weight: {weight}%, set: {{events: {{event0: {{unit_cost: £{1000 + index}}}}}}}}}"
            for index in range(views)
        ]
    lines.append(f"simulation: {{draws: {draws}, seed: 1}}")
    return "\n".join(lines) + "\n"


def instructions(sizes, folder):
    path = Path(folder) / ("_".join(f"{name}{size}" for name, size in sizes.items()) + ".yaml")
    path.write_text(scenario(**sizes), encoding="utf-8")
    run = [AVERTED, "run", path, "--json", "--quiet", "--threads", "1"]
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *run]
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    counted = re.search(r"Collected : (\d+)", ended.stderr)
    if ended.returncode != 0 or not counted:
        sys.exit(f"averted could not be counted with {sizes}:\n{ended.stderr}")
    return int(counted[1])


def slope(sizes, counts):
    xs, ys = [math.log(size) for size in sizes], [math.log(count) for count in counts]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def main():
    if not shutil.which("valgrind"):
        print("skipped: there is no valgrind")
        return
    asked = sys.argv[1:] or list(SIZES)
    if unknown := [name for name in asked if name not in SIZES]:
        sys.exit(f"{', '.join(unknown)} is none of {', '.join(SIZES)}")
    runs = [(name, size) for name in asked for size in SIZES[name]]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as threads:
        counts = dict(zip(runs, threads.map(lambda run: instructions(BASE | {run[0]: run[1]}, folder), runs)))
    steep = []
    print(f"{'size':8} {'from, by doubling':>18} {'million instructions':>24} {'slope':>6}")
    for name in asked:
        of_each = [counts[name, size] for size in SIZES[name]]
        found = slope(SIZES[name], of_each)
        millions = " ".join(f"{count / 1e6:.0f}" for count in of_each)
        print(f"{name:8} {SIZES[name][0]:>18} {millions:>24} {found:6.2f}")
        if found > STEEPEST:
            steep.append(name)
    if steep:
        sys.exit(f"Cost grows faster than {' and '.join(steep)} to the power {STEEPEST}: something is asked more often than once for each.")


main()
