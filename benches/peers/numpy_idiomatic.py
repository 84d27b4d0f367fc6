"""Simulates W1 as the numpy documentation teaches it: every draw and person at once, in arrays."""

import numpy as np
from workload import EVENTS, PREVENTS, RATE, YEARS, arguments, costs, timed

seed, draws, people = arguments()
rng = np.random.default_rng(seed)


def simulate():
    persons = np.zeros(draws * people)
    present_value = np.zeros(draws)
    for happens, a, b, law, mean, cv in EVENTS:
        effect = rng.beta(*PREVENTS, draws)
        if happens == "once":
            counts = rng.random((draws, people)) < rng.beta(a, b, draws)[:, None]
        else:
            rate = rng.gamma(1 / b**2, a * b**2, draws)
            counts = rng.poisson(rate[:, None] * YEARS, (draws, people))
        person = np.repeat(np.arange(draws * people), counts.ravel())
        person = person[rng.random(person.size) < effect[person // people]]
        draw = person // people
        cost = costs(rng, law, mean, cv, person.size)
        time = rng.uniform(0, YEARS, person.size)
        persons += np.bincount(person, weights=cost, minlength=persons.size)
        present_value += np.bincount(draw, weights=cost * np.exp(-RATE * time), minlength=draws)
    return present_value / people, persons


timed(simulate, draws, people)
