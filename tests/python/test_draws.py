"""The draws as pandas, polars, Arrow and lists hold the numbers of draws.csv, to the bit."""

import csv
import io
import math

import averted
import pytest
from averted import _draws

pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def run(havering):
    return averted.run(havering, draws=60)


@pytest.fixture(scope="module")
def rows(run):
    return list(csv.DictReader(io.StringIO(run._reply.file("draws.csv").decode(), newline="")))


def same(columns, rows):
    assert list(columns) == list(rows[0])
    for name, values in columns.items():
        texts = [row[name] for row in rows]
        if name == "view":
            assert list(values) == texts
        else:
            for value, text in zip(values, texts):
                assert (value is None or math.isnan(value)) if text == "" else float(value) == float(text), name


def test_every_form_holds_the_same_numbers(run, rows):
    frame = run.to_pandas()
    same({name: frame[name].tolist() for name in frame}, rows)
    same(run.to_polars().to_dict(as_series=False), rows)
    same(run.to_arrow().to_pydict(), rows)
    same(run.to_dict(), rows)
    assert frame.attrs["columns"]["avoided"]["unit"] == "£" and frame.attrs["seed"] == "1"
    assert run.columns["avoided"]["unit"] == "£" and list(run.columns) == list(rows[0])


def test_what_is_installed_decides(run, monkeypatch):
    kinds = {"pandas": pandas.DataFrame, "polars": polars.DataFrame, "pyarrow": pyarrow.Table}
    hidden = set()
    found = _draws.find_spec
    monkeypatch.setattr(_draws, "find_spec", lambda name: None if name in hidden else found(name))
    for name, kind in kinds.items():
        assert isinstance(run.draws, kind)
        hidden.add(name)
    assert isinstance(run.draws, dict)


def test_pandas_alone_reads_the_same(run, rows, monkeypatch):
    monkeypatch.setattr(_draws, "find_spec", lambda name: None if name in {"pyarrow", "fastparquet"} else True)
    frame = run.to_pandas()
    same({name: frame[name].tolist() for name in frame}, rows)


def test_results_are_those_of_the_draws(run):
    assert run.to_pandas()["expected_per_person"].mean() == pytest.approx(run.results["per_person"]["expected"]["mean"])
