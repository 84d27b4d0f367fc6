#!/usr/bin/env python3
"""Runs workload W1 and the whole of scenarios/havering.yaml in every implementation in turn, checks that they agree, and
prints what each takes against averted.

    python3 benches/peers/run.py [--rounds 5] [--python PYTHON] [--only w1|havering] [--large]

Every round runs each implementation once, one after the other, on one thread and with the round's seed, so that what
else the machine does falls on all of them alike. Time is CPU time, user and system, from the first draw to the last
quantile: a peer measures its own, so that starting Python or R and compiling with numba is not held against it. Averted
is timed from outside: its whole process at N + 2 draws less its whole process at 2, which leaves in all that a result
costs beyond the workload (every total, year and payer, the exact expectation of every draw, the self-check; of Havering
also cost without support and studies of eight people). "Process" is all of it, for every implementation.

Of W1 all give the present value per person of each draw (its mean, sd and quantiles) and what single people avoid, not
discounted (sd and quantiles). Of Havering all give the cost avoided (mean, sd and quantiles; by event, year and view), its
present value, what is cashable, the value held against the target, how often the programme pays, and single people. Each
must agree with averted within 4.5 standard errors, taken from averted's own spread over 40 other seeds, so that no
formula stands between; quantiles of single people also within 1/256, the width of a bin of averted's histogram. So many
figures of Havering are compared (36) that an honest implementation is refused about once in 500 times.

--large adds averted alone on its larger workloads (a few minutes). What is not installed is skipped, with a word.
"""

import argparse
import datetime
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
AVERTED = ROOT / "target/release/averted"
ONE_THREAD = {name: "1" for name in ("RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
NO_LITTER = {"PYTHONDONTWRITEBYTECODE": "1"}
SEEDS = 40
LIMIT = 4.5
BIN = 1 / 256


class Run:
    """One process: what it printed, seconds of CPU and on the clock, megabytes at its peak."""

    def __init__(self, command):
        with tempfile.TemporaryFile() as output:
            started = time.perf_counter()
            process = subprocess.Popen([str(word) for word in command], stdout=output, env=os.environ | ONE_THREAD | NO_LITTER)
            # Not `subprocess.run`: the resources of this process alone are wanted. A peak below that of this script
            # (about 15 MB) would show as the script's, as Linux keeps the mark of the process that was forked.
            _, status, used = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                sys.exit(f"{' '.join(map(str, command))} failed with exit code {process.returncode}")
            output.seek(0)
            self.output = output.read()
        self.cpu = used.ru_utime + used.ru_stime
        self.megabytes = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


class Workload:
    """What is simulated: its name, draws and journeys, its scenario, and how the compared figures are read from results."""

    def __init__(self, name, draws, people, scenario, figures):
        self.name, self.draws, self.journeys, self.scenario, self.figures = name, draws, draws * people, scenario, figures

    def averted(self, seed, *arguments):
        return averted("--seed", seed, *arguments, scenario=self.scenario)

    def figures_of(self, run):
        return self.figures(json.loads(run.output))


def averted(*arguments, threads=1, scenario="benches/w1.yaml"):
    return Run([AVERTED, "run", ROOT / scenario, "--json", "--quiet", "--threads", threads, *arguments])


def figures_of_w1(results):
    people = results["run"]["people"]
    cohort, person = results["total"]["avoided_pv"], results["per_person"]["person"]
    figures = {"mean": cohort["mean"] / people, "sd": cohort["sd"] / people}
    figures |= {"q" + name: cohort["p" + name] / people for name in ("2_5", "50", "97_5")}
    figures |= {"person_sd": person["sd"]}
    return figures | {"person_" + name: person["p" + name] for name in ("2_5", "50", "97_5")}


def figures_of_havering(results):
    """By the names of havering_numpy.py."""
    total, person = results["total"], results["per_person"]["person"]
    figures = {name: total["avoided"][name] for name in ("p2_5", "p50", "p97_5")}
    target = results["targets"]["mtfs_2022_23"]["value"]
    for name, of in [*((name, total[name]) for name in ("avoided", "avoided_pv", "cashable")), ("target", target)]:
        figures |= {name: of["mean"], name + "_sd": of["sd"]}
    figures |= {"pays": results["programme"]["probability_net_positive"]}
    figures |= {f"year_{place}": year["avoided"]["mean"] for place, year in enumerate(results["years"])}
    figures |= {name: view["total"]["avoided"]["mean"] for name, view in results["views"].items()}
    for name, event in results["events"].items():
        figures |= {name: event["avoided"]["mean"], name + "_pv": event["avoided_pv"]["mean"]}
    return figures | {"person_" + name: person[name] for name in ("sd", "p2_5", "p97_5")}


W1 = Workload("W1", 1_000, 1_000, "benches/w1.yaml", figures_of_w1)
HAVERING = Workload("Havering", 4_000, 850, "scenarios/havering.yaml", figures_of_havering)


def build():
    """Builds averted and the naive Rust version; returns where the latter is."""
    cargo = os.environ.get("CARGO", "cargo")
    subprocess.run([cargo, "build", "--release", "--locked"], cwd=ROOT, check=True)
    bench = [cargo, "build", "--release", "--locked", "--bench", "naive", "--message-format=json"]
    lines = subprocess.run(bench, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout.splitlines()
    built = [json.loads(line) for line in lines if line.startswith(b"{")]
    return next(b["executable"] for b in built if b.get("target", {}).get("name") == "naive" and b.get("executable"))


def peers(naive, python):
    """Name and command of each peer that is installed, by workload."""

    def has(module):
        return subprocess.run([python, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode == 0

    numpy, no_numpy = has("numpy"), f"{python} has no numpy"
    listed = [
        (W1, "naive Rust (rand, rand_distr, rayon)", [naive], True, ""),
        (W1, "numpy, idiomatic", [python, HERE / "numpy_idiomatic.py"], numpy, no_numpy),
        (W1, "numpy, expert (chunked, thinned)", [python, HERE / "numpy_expert.py"], numpy, no_numpy),
        (W1, "numba, compiled loops", [python, HERE / "numba_loops.py"], has("numba"), f"{python} has no numba"),
        (W1, "R, a loop over draws", ["Rscript", HERE / "loop.R"], shutil.which("Rscript"), "there is no Rscript"),
        (HAVERING, "numpy, expert (chunked, thinned)", [python, HERE / "havering_numpy.py"], numpy, no_numpy),
    ]
    for workload, name, _, installed, reason in listed:
        if not installed:
            print(f"skipped: {workload.name} in {name} ({reason})", file=sys.stderr)
    return {w: [(name, command) for of, name, command, there, _ in listed if there and of is w] for w in (W1, HAVERING)}


def middle(values, form):
    """Median, and the range where it is more than rounding."""
    low, mid, high = (format(pick(values), form) for pick in (min, statistics.median, max))
    return mid if low == high else f"{mid} ({low}–{high})"


def centre(figure, runs):
    """The mean over runs; the median of one person's quantiles, which jump from one multiple of £40 to the next."""
    values = [run[figure] for run in runs]
    return statistics.median(values) if figure.startswith("person_") else statistics.mean(values)


def spread(figure, runs):
    """What a run's share in the error of `centre` is: a median's is √(π/2) that of a mean."""
    error = statistics.stdev(run[figure] for run in runs)
    return error * 1.2533 if figure.startswith("person_") else error


def compare(workload, rounds, commands):
    """Times everyone in interleaved rounds; returns the table, and every disagreement."""
    # Before the clock runs: the figures to agree with, and their standard errors.
    others = [workload.figures_of(workload.averted(1_000 + seed)) for seed in range(SEEDS)]
    reference = {name: centre(name, others) for name in others[0]}
    errors = {name: spread(name, others) for name in others[0]}
    seconds = {name: [] for name in ["averted", *(name for name, _ in commands)]}
    runs = {name: [] for name in seconds}
    figures = {name: [] for name in seconds}
    starts = []
    for seed in range(1, rounds + 1):
        starts.append(workload.averted(seed, "--draws", 2))
        longer = workload.averted(seed, "--draws", workload.draws + 2)
        seconds["averted"].append(longer.cpu - starts[-1].cpu)
        runs["averted"].append(workload.averted(seed))
        figures["averted"].append(workload.figures_of(runs["averted"][-1]))
        for name, command in commands:
            run = Run([*command, seed])
            printed = json.loads(run.output)
            runs[name].append(run)
            seconds[name].append(printed["seconds"])
            figures[name].append(printed)
    table = [
        f"| {workload.name}, one core | µs a draw | ns a journey | against averted "
        "| process, CPU ms | against averted | peak MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, spent in seconds.items():
        ratios = [theirs / ours for theirs, ours in zip(spent, seconds["averted"])]
        whole = [theirs.cpu / ours.cpu for theirs, ours in zip(runs[name], runs["averted"])]
        table.append(
            f"| {name} | {middle([1e6 * s / workload.draws for s in spent], '.0f')} "
            f"| {middle([1e9 * s / workload.journeys for s in spent], '.0f')} | {middle(ratios, '.1f')} "
            f"| {middle([1e3 * run.cpu for run in runs[name]], '.0f')} | {middle(whole, '.1f')} "
            f"| {max(run.megabytes for run in runs[name]):.0f} |"
        )
    table.append("")
    begun = middle([1e3 * start.cpu for start in starts], ".1f")
    table.append(f"Start-up of averted ({workload.name} at 2 draws, whole process): {begun} ms of CPU.")
    wrong, scores = disagreements(figures, reference, errors)
    table += ["", *agreement(workload, scores, reference, errors)]
    return table, [f"{workload.name}, {line}" for line in wrong]


def disagreements(figures, reference, errors):
    """Every figure too far from averted's; and, by implementation and figure, by how many standard errors it differs."""
    wrong, scores = [], {}
    for name, found in figures.items():
        for figure, expected in reference.items():
            value = centre(figure, found)
            room = BIN * abs(expected) if figure.startswith("person_") else 0.0
            error = errors[figure] * (1 / len(found) + 1 / SEEDS) ** 0.5
            apart = max(abs(value - expected) - room, 0.0)
            # A quantile of single people may be the same multiple of £40 in every seed.
            z = math.copysign(apart / error if error > 0 else math.inf if apart > 0 else 0.0, value - expected)
            scores.setdefault(name, {})[figure] = z
            if abs(z) > LIMIT:
                wrong.append(f"{name}: {figure} is {value:,.4g}, averted's {expected:,.4g}, {z:+.1f} standard errors apart")
    return wrong, scores


def agreement(workload, scores, reference, errors):
    """The compared figures: averted's, their errors, and by how many standard errors each of the others differs."""
    lines = [f"| {workload.name} | averted's, {SEEDS} seeds | ± | {' | '.join(f'z of {name}' for name in scores)} |"]
    lines.append("| --- " + "| ---: " * (2 + len(scores)) + "|")
    for figure, value in reference.items():
        form = ",.1f" if abs(value) >= 10 else ".4f"
        apart = " | ".join(f"{of[figure]:+.1f}" for of in scores.values())
        lines.append(f"| {figure} | {value:{form}} | {errors[figure] / SEEDS**0.5:{form}} | {apart} |")
    furthest = max(abs(z) for of in scores.values() for z in of.values())
    within = f"All agree within {LIMIT} standard errors" if furthest <= LIMIT else "Not all agree"
    return [*lines, "", f"{within} (furthest {furthest:.1f})."]


def large(rounds):
    """The table of averted's own workloads: once each, but for the small ones."""
    many, journeys = rounds, 10**6
    workloads = [
        ("W1: 1,000 draws × 1,000 people", 1, many, journeys, {}, []),
        ("W3: 100,000 draws × 8 people", 1, 1, 800_000, {}, ["--draws", 100_000, "--set", "cohort.people=8"]),
        ("W2: 10,000 × 10,000", 1, 1, 10**8, {}, ["--draws", 10_000, "--set", "cohort.people=10000"]),
        ("a billion: 10,000 × 100,000", 2, 1, 10**9, {}, ["--draws", 10_000, "--set", "cohort.people=100000"]),
        ("Havering, every feature: 4,000 × 850", 1, many, 3_400_000, {"scenario": "scenarios/havering.yaml"}, []),
    ]
    table = ["| averted, whole process | threads | wall s | CPU s | ns a journey | peak MB |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, threads, times, journeys, scenario, arguments in workloads:
        pairs = [(averted(*arguments, threads=threads, **scenario), averted("--draws", 2, **scenario)) for _ in range(times)]
        runs = [run for run, _ in pairs]
        # Reading the scenario and setting up its tables is not part of a journey.
        each = [1e9 * (run.cpu - start.cpu) / journeys for run, start in pairs]
        table.append(
            f"| {name} | {threads} | {middle([run.wall for run in runs], '.2f')} | {middle([run.cpu for run in runs], '.2f')} "
            f"| {middle(each, '.0f')} | {max(run.megabytes for run in runs):.0f} |"
        )
    return table


def machine():
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--python", default=sys.executable, help="a Python that has numpy and numba")
    parser.add_argument("--only", choices=["w1", "havering"], help="one workload alone")
    parser.add_argument("--large", action="store_true", help="also averted alone on W2, W3, a billion journeys and Havering")
    asked = parser.parse_args()
    everyone = peers(build(), asked.python)
    compared = [workload for workload in everyone if asked.only in (None, workload.name.lower())]
    print(f"{machine()}, {os.cpu_count()} cores, {platform.system()}; {datetime.date.today():%-d %B %Y}; ", end="")
    print(f"median (least–most) of {asked.rounds} interleaved rounds.")
    wrong = []
    for workload in compared:
        table, apart = compare(workload, asked.rounds, everyone[workload])
        print("\n" + "\n".join(table), flush=True)
        wrong += apart
    if asked.large:
        print("\n" + "\n".join(large(asked.rounds)))
    if wrong:
        sys.exit("not all agree:\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()
