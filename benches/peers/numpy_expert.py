"""Simulates W1 as someone would who knows where numpy's time goes: few draws at once, so that arrays stay in the cache,
and only what is prevented, at chance × effect, so that nothing is drawn to be thrown away."""

import numpy as np
from workload import EVENTS, PREVENTS, RATE, YEARS, arguments, costs, timed

seed, draws, people = arguments()
rng = np.random.Generator(np.random.SFC64(seed))
AT_ONCE = max(1, 16_384 // people)


def chunk(k, persons):
    present_value = np.zeros(k)
    for happens, a, b, law, mean, cv in EVENTS:
        effect = rng.beta(*PREVENTS, k)
        if happens == "once":
            chance = rng.beta(a, b, k) * effect
            person = np.flatnonzero(rng.random((k, people)) < chance[:, None])
        else:
            # So many occurrences among all the people of a draw, each to someone at random.
            expected = rng.gamma(1 / b**2, a * b**2, k) * YEARS * effect * people
            counts = rng.poisson(expected)
            person = np.repeat(np.arange(k) * people, counts)
            person += rng.integers(0, people, person.size, dtype=np.int32)
        cost = costs(rng, law, mean, cv, person.size)
        persons += np.bincount(person, weights=cost, minlength=persons.size)
        cost *= np.exp(rng.random(person.size) * (-RATE * YEARS))
        present_value += np.bincount(person // people, weights=cost, minlength=k)
    return present_value / people


def simulate():
    means = np.empty(draws)
    persons = np.zeros(draws * people)
    for start in range(0, draws, AT_ONCE):
        end = min(start + AT_ONCE, draws)
        means[start:end] = chunk(end - start, persons[start * people : end * people])
    return means, persons


timed(simulate, draws, people)
