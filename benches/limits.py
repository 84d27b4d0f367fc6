#!/usr/bin/env python3
"""Writes the largest scenarios that are legal, and measures what they take: seconds and memory, command by command.

    cargo build --release
    benches/limits.py [BINARY]

The limits are those of src/scenario/limits.rs. Every command must end well and in seconds, or refuse with a word.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BINARY = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/averted").absolute()

PROBABILITY = "probability: {beta: {mean: 20%, sd: 5%}}, unit_cost: £1k"
RATE = (
    "rate: {gamma: {mean: 0.5, sd: 0.1}}, unit_cost: {range: {low: £1k, high: £2k}}, varies: {gamma: {cv: 60%}}, "
    "support: {prevents: {beta: {mean: 30%, sd: 5%}}}"
)


def scenario(events, body, *, payers=1, views=0, shared=False, people=100, months=24, segments=0, above=""):
    lines = ["title: Largest", f"horizon: {months} months"]
    if segments:
        parts = "".join(f"s{index}: {{share: {100 / segments}%, relative_risk: 2}}, " for index in range(segments))
        lines.append(f"cohort: {{people: {people}, segments: {{{parts}}}}}")
    else:
        lines.append(f"cohort: {{people: {people}}}")
    lines += [above] if above else []
    lines += ["payers:"] + [f"  p{index}: {{label: Payer {index}}}" for index in range(payers)]
    lines.append("events:")
    everybody = ", ".join(f"p{index}: {100 / payers}%" for index in range(payers))
    for index in range(events):
        paid = everybody if shared else f"p{index % payers}: 100%"
        lines.append(f"  e{index}: {{{body.replace('#', str(index))}, paid_by: {{{paid}}}}}")
    if views:
        lines.append("views:")
        lines += [f"  v{index}: {{set: {{horizon: {months - index % 12} months}}}}" for index in range(views)]
    return "\n".join(lines) + "\n"


def table(people, events):
    rows = [f"P{row % people},e{row // people % events},{1 + row % 4},{100 + row * 7919 % 5000}" for row in range(100_000)]
    return "person,event,occurrences,avoided_cost\n" + "\n".join(rows) + "\n"


FILES = {
    "wide.yaml": scenario(1_000, RATE, payers=200, views=50),
    "dated.yaml": scenario(1_000, PROBABILITY, views=50),
    "payers.yaml": scenario(100, RATE, payers=200, views=7, shared=True),
    "long.yaml": scenario(200, RATE, months=1_200),
    "segments.yaml": scenario(200, RATE, segments=100),
    "studies.yaml": scenario(100, "probability: {cases: e#}, unit_cost: £1k", views=50, above="cases: studies.csv"),
    "studies.csv": table(1_000, 100),
    "people.csv": table(100_000, 1),
}

RUNS = [
    ("1,000 events, 200 payers, 50 views", "check wide.yaml"),
    ("1,000 events, 50 views with horizons of their own", "check dated.yaml"),
    ("the same, 100 draws", "run dated.yaml --quiet --format json --draws 100"),
    ("1,000 events, 200 payers, 50 views, 100 draws", "run wide.yaml --quiet --format json --draws 100"),
    ("100 events, each paid by 200 payers, 7 views", "check payers.yaml"),
    ("200 events over 100 years", "check long.yaml"),
    ("200 events, 100 segments", "check segments.yaml"),
    ("the same, 400 draws, with stress", "run segments.yaml --quiet --format json --draws 400 --with stress"),
    ("1,000 events, 400 draws", "drivers dated.yaml --quiet --draws 400"),
    ("100,000 rows of case studies, a person each", "evidence --cases people.csv --quiet"),
    ("100,000 rows of case studies, 100 events, 50 views", "check studies.yaml"),
]


def measured(arguments, folder):
    started = time.monotonic()
    child = subprocess.Popen([BINARY, *arguments.split()], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    return os.waitstatus_to_exitcode(status), time.monotonic() - started, used.ru_maxrss / 1024, said


def main():
    failed = False
    print("| what | command | seconds | memory |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        for what, arguments in RUNS:
            code, seconds, megabytes, said = measured(arguments, folder)
            print(f"| {what} | `{arguments}` | {seconds:.1f} | {megabytes:,.0f} MB |", flush=True)
            if code:
                failed = True
                print(said, file=sys.stderr)
    sys.exit(failed)


main()
