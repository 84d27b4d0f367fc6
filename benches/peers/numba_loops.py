"""Simulates W1 as plain loops that numba compiles; compiling is not counted in its seconds."""

import numba
import numpy as np
from workload import EVENTS, PREVENTS, RATE, YEARS, arguments, timed

seed, draws, people = arguments()
rng = np.random.default_rng(seed)
LAWS = {"fixed": 0, "gamma": 1, "lognormal": 2}
NUMBERS = np.array([(h == "once", a, b, LAWS[law], mean, cv) for h, a, b, law, mean, cv in EVENTS], dtype=float)
ALPHA, BETA = PREVENTS


@numba.njit
def loops(rng, draws, people):
    means = np.empty(draws)
    persons = np.zeros((draws, people))
    for k in range(draws):
        present_value = 0.0
        for once, a, b, law, mean, cv in NUMBERS:
            effect = rng.beta(ALPHA, BETA)
            chance = rng.beta(a, b) if once else rng.gamma(1 / b**2, a * b**2) * YEARS
            spread = np.log1p(cv**2)
            for person in range(people):
                count = int(rng.random() < chance) if once else rng.poisson(chance)
                for _ in range(count):
                    if rng.random() < effect:
                        cost = mean
                        if law == 1:
                            cost = rng.gamma(1 / cv**2, mean * cv**2)
                        elif law == 2:
                            cost = rng.lognormal(np.log(mean) - spread / 2, np.sqrt(spread))
                        persons[k, person] += cost
                        present_value += cost * np.exp(-RATE * YEARS * rng.random())
        means[k] = present_value / people
    return means, persons.ravel()


loops(np.random.default_rng(seed), 1, 1)
timed(lambda: loops(rng, draws, people), draws, people)
