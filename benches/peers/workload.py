"""Workload W1 as numbers, and what every Python version of it prints; the same numbers stand in benches/w1.yaml."""

import json
import sys
import time

import numpy as np

YEARS = 2.0
RATE = np.log(1.035)  # Present value of £1 after t years: exp(-RATE * t).
PREVENTS = (6.0, 4.0)  # Beta.

# Happens: once at most, with a chance ~ Beta(a, b), or again and again, at a yearly rate ~ gamma(mean, cv).
# Costs: gamma(mean, cv), lognormal(mean, cv) or fixed.
EVENTS = [
    ("once", 3.5, 5.5, "gamma", 12_000.0, 0.6),
    ("yearly", 0.45, 0.4, "lognormal", 4_200.0, 0.9),
    ("once", 2.5, 6.5, "lognormal", 17_000.0, 0.8),
    ("yearly", 0.6, 0.3, "gamma", 560.0, 0.25),
    ("yearly", 5.0, 0.3, "fixed", 40.0, 0.0),
]


def costs(rng, law, mean, cv, count):
    """`count` costs."""
    if law == "gamma":
        return rng.gamma(1 / cv**2, mean * cv**2, count)
    if law == "lognormal":
        variance = np.log1p(cv**2)
        return rng.lognormal(np.log(mean) - variance / 2, np.sqrt(variance), count)
    return np.full(count, mean)


def arguments():
    """Seed, draws, people."""
    given = [int(text) for text in sys.argv[1:]]
    return given + [1, 1_000, 1_000][len(given) :]


def timed(simulate, draws, people):
    """Runs `simulate`, which gives the present value per person of each draw and what each person avoids, and prints
    the figures that are compared, with the seconds of CPU that they took."""
    before = time.process_time()
    means, persons = simulate()
    names = ("2_5", "50", "97_5")
    figures = {"mean": means.mean(), "sd": means.std(ddof=1)}
    figures |= {f"q{name}": q for name, q in zip(names, np.quantile(means, [0.025, 0.5, 0.975]))}
    figures |= {"person_sd": persons.std()}
    figures |= {f"person_{name}": q for name, q in zip(names, np.quantile(persons, [0.025, 0.5, 0.975]))}
    seconds = time.process_time() - before
    figures = {name: float(value) for name, value in figures.items()}
    print(json.dumps(figures | {"journeys": draws * people, "seconds": seconds}))
