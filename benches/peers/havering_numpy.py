"""Simulates scenarios/havering.yaml as someone would who knows where numpy's time goes: a few draws of one view at once, so
that arrays stay in the cache; only people who engage; and what happens is thrown on people in proportion to their risk, so
that nobody is visited to whom nothing happens. It finds what support avoids: by event and financial year, in present value,
in cash that can leave a budget, of the council in the year of the target, of each person. What averted gives beyond is
left out: cost without support, the exact expectation and the self-check, studies of eight people, payback."""

import json
import sys
import time

import numpy as np

HORIZON, STARTS, LASTS, DELAY, WEEK = 24.0, 1.0, 18.0, 3.0, 7 / (365.25 / 12)  # Months.
JOINING = np.array([(0, 7, 80), (7, 19, 400), (19, 31, 370)])  # From month, to month, people.
PEOPLE = int(JOINING[:, 2].sum())
APRIL = 5.0  # Months from April 2020 to the start.
EDGES = np.append(12.0 * np.arange(6), np.inf)[:, None]  # Of financial years; the last holds cost of stays that go on.
YEARS, TARGET_YEAR = EDGES.size - 1, 2
LOG = np.log(1.035) / 12  # Present value of £1 after m months: exp(-LOG * m).
DEFLATOR = {2010: 69.104, 2016: 76.296, 2021: 85.591, 2022: 91.565, 2024: 100.0}
EVICTION, HOUSED, WARD, ADMISSION, ASSESSMENT, GP, ADDED = range(7)  # Added: assessments that support asks for.
EVENTS = "eviction temporary_accommodation mental_health_admission unplanned_admission social_care_assessment gp_overuse"
# Of each view: weight, frailty, and the PERTs of the chances of an eviction and of a ward and of the rate of admissions.
VIEWS = {
    "optimistic": (0.25, 0.8, (0.03, 0.12, 0.3), (0.03, 0.12, 0.3), (0.2, 0.8, 2.0)),
    "central": (0.50, 0.8, (0.08, 0.25, 0.5), (0.08, 0.25, 0.5), (0.5, 1.5, 3.5)),
    "pessimistic": (0.25, 1.2, (0.20, 0.40, 0.7), (0.20, 0.40, 0.7), (1.5, 3.0, 6.0)),
}
RHO = 2 * np.sin(np.pi * 0.4 / 6)  # Pearson's, of the normal scores whose rank correlation is 0.4.
MIXED = np.linalg.cholesky([[1, RHO, 0], [RHO, 1, RHO], [0, RHO, 1]])
NORMAL, PIECES = np.linspace(-8, 8, 6_401), 20_000
# Programme cost: from month, to month, in all at 2021/22 prices; and its present value.
FUNDING = [(0, 7, 127_000), (7, 19, 597_000), (19, 31, 562_000 * DEFLATOR[2021] / DEFLATOR[2022])]
COST = sum(cost * (np.exp(-LOG * start) - np.exp(-LOG * end)) / (LOG * (end - start)) for start, end, cost in FUNDING)
AT_ONCE = 64
seed, draws = [int(text) for text in sys.argv[1:3]] + [1, 4_000][len(sys.argv[1:3]) :]
rng = np.random.Generator(np.random.SFC64(seed))


def priced(amount, year):
    return amount * DEFLATOR[2021] / DEFLATOR[year]


def pert(low, mode, high, size):
    return low + (high - low) * rng.beta(1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low), size)


def pert_of_normal(low, mode, high):
    """The quantiles of a PERT at the chances of the points NORMAL."""
    chances = np.cumsum(np.exp(-(NORMAL**2) / 2))
    chances = (chances - np.exp(-(NORMAL**2) / 2) / 2) / chances[-1]
    x = (np.arange(PIECES) + 0.5) / PIECES
    below = np.cumsum(x ** (4 * (mode - low) / (high - low)) * (1 - x) ** (4 * (high - mode) / (high - low)))
    return low + (high - low) * np.interp(chances, np.append(0, below / below[-1]), np.arange(PIECES + 1) / PIECES)


def lognormal(cv, size):
    variance = np.log1p(cv**2)
    return rng.lognormal(-variance / 2, variance**0.5, size)


def decaying(tau, start, end, size):
    """Times with density ∝ exp(-t/τ)."""
    first, last = np.exp(-start / tau), np.exp(-end / tau)
    return -tau * np.log(first - (first - last) * rng.random(size))


def mass(tau, start, end):
    return tau * (np.exp(-start / tau) - np.exp(-end / tau))


def struck(intensity):
    """Whom Poisson processes of these intensities strike, in order, each as often as it does."""
    reach = np.cumsum(intensity)
    at = np.cumsum(rng.standard_exponential(rng.poisson(reach[-1]) + 1))
    return np.searchsorted(reach, at[:-1] * (reach[-1] / at[-1]))


def chunk(frailty, correlated, k, persons):
    """`k` draws of a view: cash by event, draw and year; present values; what is cashable, and of it the target's."""
    evicted, ward, admitted = map(np.interp, MIXED @ rng.standard_normal((3, k)), 3 * [NORMAL], correlated)
    effect = np.where(rng.random(k) < 0.2, rng.normal(-0.013, 0.056, k), pert(0.1, 0.4, 0.7, k))
    harm, size = effect < 0, np.abs(effect)
    drop, credit = pert(0.1, 0.25, 0.5, k), pert(0.5, 0.75, 0.95, k) * (1 - pert(0, 0.05, 0.2, k))
    signed = np.sign(effect) * credit
    crisis, engages = pert(0.05, 0.2, 0.4, k), rng.beta(*(np.array([0.85, 0.15]) * (0.85 * 0.15 / 0.06**2 - 1)), k)
    perts = (0.05, 0.15, 0.35), (0.2, 0.4, 0.7), (0.2, 0.4, 0.7)
    relative, relative_gp, relative_assessed = (np.stack([np.ones(k), pert(*of, k)], 1) for of in perts)

    # The people who engage: draw by draw, first those in crisis, by when they joined.
    shares = np.stack([engages * crisis, engages * (1 - crisis), 1 - engages], 1)
    cells = rng.multinomial(JOINING[:, 2], shares[:, None])[:, :, :2].swapaxes(1, 2)
    segments, n = cells.sum(2).ravel(), cells.sum()
    draw = np.repeat(np.arange(k), cells.sum((1, 2)))
    start, end = (np.repeat(np.tile(edge, 2 * k), cells.ravel()) for edge in JOINING[:, :2].T)
    joined = start + (end - start) * rng.random(n)
    risk = rng.standard_gamma(frailty**-2, n) * frailty**2
    cash, present = np.zeros((7, k, YEARS)), np.zeros((7, k))

    def by_year(event, d, months, amount):
        cash[event] += np.bincount(d * YEARS + ((months + APRIL) / 12).astype(int), amount, k * YEARS).reshape(k, YEARS)

    def book(event, i, t, amount, credited=signed):
        d, months = draw[i], joined[i] + t
        amount = amount * credited[d]
        by_year(event, d, months, amount)
        present[event] += np.bincount(d, amount * np.exp(-LOG * months), k)
        persons[:n] += np.bincount(i, amount, n)

    def acts(d, t, size):
        """Whether support prevents, or causes, one that comes at t."""
        return (rng.random(t.size) < np.where(t < 12, 1, 1 - drop[d]) * size[d]) & (t >= STARTS) & (t < LASTS)

    def at_most_once(chance, tau):
        hazard = ((1 - chance[:, None]) ** (-relative * frailty**2) - 1) / frailty**2
        i = struck(np.repeat(hazard.ravel(), segments) * risk)
        i = i[np.diff(i, prepend=-1) > 0]
        return i, decaying(tau, 0, HORIZON, i.size)

    def thinned(rate, relative, tau):
        """Of those that come at a rate, the ones on which support acts."""
        i = struck(np.repeat((rate[:, None] / 12 * mass(tau, STARTS, LASTS) * relative).ravel(), segments) * risk)
        t = decaying(tau, STARTS, LASTS, i.size)
        kept = (t < 12) | (rng.random(i.size) >= drop[draw[i]])
        return i[kept], t[kept]

    i, t = at_most_once(evicted, 12)
    d, changed = draw[i], acts(draw[i], t, size)
    book(EVICTION, i[changed], t[changed], priced(6_355, 2010) * 0.36 * rng.standard_gamma(1 / 0.36, changed.sum()))
    # What follows one that would have come; what follows one that support causes, and what support adds to that.
    t = t + 2 * WEEK
    would, more = (rng.random((2, t.size)) < pert(0.2, 0.4, 0.65, k)[d]) & (t <= HORIZON)
    more &= changed & harm[d]
    which = would & (acts(d, t, size / 2) | changed & ~harm[d]), more, more & acts(d, t, size / 2)
    i, t = (np.concatenate([of[each] for each in which]) for of in (i, t))
    d, months, weeks = draw[i], joined[i] + t, rng.standard_exponential(i.size)
    weeks *= pert(6, 20, 80, k)[d]
    amount, lasts = signed[d] * priced(223, 2024) * weeks, weeks * WEEK
    for year, share in enumerate(np.diff(np.clip((EDGES - (months + APRIL)) / lasts, 0, 1), axis=0)):
        cash[HOUSED, :, year] = np.bincount(d, amount * share, k)
    present[HOUSED] = np.bincount(d, amount * np.exp(-LOG * months) * -np.expm1(-LOG * lasts) / (LOG * lasts), k)
    persons[:n] += np.bincount(i, amount, n)

    i, t = at_most_once(ward, 9)
    changed = acts(draw[i], t, size)
    i, t = i[changed], t[changed]
    book(WARD, i, t, priced(719, 2024) * pert(28, 36, 42, k)[draw[i]] * lognormal(0.97, i.size))
    i, t = thinned(admitted * size / 2, relative, 9)
    book(ADMISSION, i, t, priced(2_711, 2024) * lognormal(1.2, i.size))
    often = np.exp(rng.normal(np.log(4 * 18) / 2, np.log(18 / 4) / 2 / 1.6448536, k))
    i, t = thinned(often * size, relative_gp, 12)
    book(GP, i, t, np.full(i.size, priced(40, 2024)))

    # Every assessment, since those that still come do so later.
    each = priced(431, 2016) / 4 * pert(0.67, 1, 1.33, k)
    rate = pert(0.4, 1, 2.5, k)[:, None] / 12 * mass(12, 0, HORIZON) * relative_assessed
    i = struck(np.repeat(rate.ravel(), segments) * risk)
    d, t = draw[i], decaying(12, 0, HORIZON, i.size)
    cost, changed, late = each[d] * rng.standard_gamma(4, i.size), acts(d, t, size), t + DELAY > HORIZON
    gone, caused = late | changed & ~harm[d], changed & harm[d] & ~late
    book(ASSESSMENT, i[gone], t[gone], cost[gone], credit)
    book(ASSESSMENT, i[caused], t[caused] + DELAY, each[d[caused]] * rng.standard_gamma(4, caused.sum()))
    d, cost, months = d[~gone], cost[~gone] * credit[d[~gone]], (joined[i] + t)[~gone]
    by_year(ASSESSMENT, d, months, cost)
    by_year(ASSESSMENT, d, months + DELAY, -cost)
    present[ASSESSMENT] -= np.bincount(d, cost * np.exp(-LOG * months), k) * np.expm1(-LOG * DELAY)
    i = struck(np.repeat(pert(0.01, 0.04, 0.12, k) / 12 * HORIZON, cells.sum((1, 2))))
    book(ADDED, i, HORIZON * rng.random(i.size), each[draw[i]] * rng.standard_gamma(4, i.size), np.full(k, -1.0))

    council = pert(0, 0.02, 0.1, k)[:, None] * (0.6 * cash[EVICTION] + cash[HOUSED] + cash[ASSESSMENT])
    council += pert(0.1, 0.4, 1, k)[:, None] * cash[ADDED]
    cashable = council.sum(1) + pert(0, 0.1, 0.3, k) * (cash[WARD] + cash[ADMISSION]).sum(1)
    return cash, present, cashable, council[:, TARGET_YEAR]


def simulate():
    """Of every draw what `chunk` gives, and its view; and the total of everybody."""
    weights = [weight for weight, *_ in VIEWS.values()]
    steps = (np.arange(draws) + 0.5) * 2 / (1 + 5**0.5) % 1  # By the golden ratio, as averted shares draws out.
    sizes = np.bincount(np.searchsorted(np.cumsum(weights)[:-1], steps), minlength=len(VIEWS))
    persons, done, found = np.zeros(draws * PEOPLE), 0, []
    for view, (left, (_, frailty, *correlated)) in enumerate(zip(sizes, VIEWS.values())):
        correlated = [pert_of_normal(*of) for of in correlated]
        for k in np.diff([*range(0, left, AT_ONCE), left]):
            found.append((*chunk(frailty, correlated, k, persons[done:]), np.full(k, view)))
            done += k * PEOPLE
    return [np.concatenate(of, axis=int(of[0].ndim > 1)) for of in zip(*found)], persons


def figures(found, persons):
    """What is compared, by the names that run.py gives to averted's."""
    cash, present, cashable, target, view = found
    avoided, avoided_pv, quantiles = cash.sum((0, 2)), present.sum(0), {"p2_5": 0.025, "p50": 0.5, "p97_5": 0.975}
    known = {name: np.quantile(avoided, q) for name, q in quantiles.items()}
    for name, of in {"avoided": avoided, "avoided_pv": avoided_pv, "cashable": cashable, "target": target}.items():
        known |= {name: of.mean(), name + "_sd": of.std(ddof=1)}
    known |= {"pays": (avoided_pv > COST).mean()}
    known |= {f"year_{year}": of for year, of in enumerate(cash.sum(0).mean(0))}
    known |= {list(VIEWS)[place]: avoided[view == place].mean() for place in np.unique(view)}
    for ending, of in {"": cash.sum(2), "_pv": present}.items():
        of[ASSESSMENT] += of[ADDED]
        known |= {name + ending: mean for name, mean in zip(EVENTS.split(), of.mean(1))}
    known |= {"person_sd": persons.std()}
    return known | {f"person_{name}": np.quantile(persons, q) for name, q in quantiles.items() if name != "p50"}


before = time.process_time()
known = {name: float(value) for name, value in figures(*simulate()).items()}
print(json.dumps(known | {"journeys": draws * PEOPLE, "seconds": time.process_time() - before}))
