#!/usr/bin/env python3
"""Prints how many times the draws random sampling needs for the error that scrambled Sobol points have on Havering.

    python3 benches/sobol.py [--draws 4000] [--seeds 48]

Runs the release program once for each seed under both samplings. What a number varies by from seed to seed is its error,
whatever it states; the ratio of the two variances is the factor of draws, with the 95% interval of F of seeds - 1 and
seeds - 1 degrees of freedom, by the normal approximation of its logarithm.
"""

import argparse
import json
import math
import statistics
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
AVERTED = ROOT / "target/release/averted"
# What a council avoids in a year, of as many people as are in its programme, against an amount that is neither certain nor out of reach.
TARGET = [
    word
    for of in ("cohort.people=850", "targets.mtfs_2022_23.counting=avoided", "targets.mtfs_2022_23.amount=£50k")
    for word in ("--set", of)
]
QUANTILES = ["p2_5", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p97_5"]


def numbers(sampling, draws, seed):
    """What a run prints, conditional on the evidence and simulated: {name: [conditional, simulated]}."""
    command = [AVERTED, "run", "scenarios/havering.yaml", "--json", "--quiet", "--draws", draws, "--seed", seed]
    command += ["--set", f"simulation.sampling={sampling}", *TARGET]
    results = json.loads(subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, check=True).stdout)
    (target,) = results["conditional"]["targets"].values()
    (simulated,) = results["targets"].values()
    found = {"mean": [of["value"]["mean"] for of in (target, simulated)]}
    found["chance of the target"] = [of["probability"] for of in (target, simulated)]
    for name in QUANTILES:
        found[f"{name.replace('_', '.')[1:]}% quantile"] = [of["value"][name] for of in (target, simulated)]
    for prudent in target["prudent"]:
        found[f"prudent at {100 * prudent['confidence']:g}%"] = [prudent["amount"]]
    return found


def cells(name, random, sobol):
    errors = [statistics.stdev(values) for values in (random, sobol)]
    shown = [f"{100 * error:.2f} points" if "chance" in name else f"£{error:,.0f}" for error in errors]
    return f"{shown[0]} / {shown[1]} | {(errors[0] / errors[1]) ** 2:.1f}"


def main():
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--draws", type=int, default=4_000)
    reader.add_argument("--seeds", type=int, default=48)
    asked = reader.parse_args()
    random, sobol = (
        [numbers(sampling, asked.draws, seed) for seed in range(1, asked.seeds + 1)] for sampling in ("random", "sobol")
    )
    room = math.exp(1.96 * math.sqrt(4 / (asked.seeds - 1)))
    print(f"What Havering's council avoids in the target's year, 850 people, {asked.draws:,} draws, {asked.seeds} seeds; a factor may be {room:.1f} times less or more\n")
    print("| number | conditional: error, random / Sobol | draws, times | simulated: error, random / Sobol | draws, times |")
    print("| --- | --- | --- | --- | --- |")
    for name, kinds in random[0].items():
        row = [cells(name, *([found[name][kind] for found in runs] for runs in (random, sobol))) for kind in range(len(kinds))]
        print(f"| {name} | {' | '.join([*row, '– | –'][:2])} |")


if __name__ == "__main__":
    main()
