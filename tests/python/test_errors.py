"""Mistakes are exceptions whose text is what the command says, and no fault ends the interpreter."""

import pickle

import averted
import pytest


def test_mistakes_are_drawn_where_they_stand(town, command):
    wrong = town.with_name("wrong.yaml")
    wrong.write_text(town.read_text(encoding="utf-8").replace("horizon:", "horizn:"), encoding="utf-8")
    with pytest.raises(averted.ScenarioError) as caught:
        averted.run(wrong)
    said = command("run", wrong, "--json", code=2).stderr.decode()
    assert str(caught.value) == said.rstrip() and "wrong.yaml:3:1" in said and "did you mean `horizon`?" in said
    assert "\x1b" not in str(caught.value)
    for call in (averted.check, averted.stress, averted.drivers, averted.evidence):
        with pytest.raises(averted.ScenarioError, match="did you mean `horizon`"):
            call(wrong)


def test_wrong_arguments_are_told_in_the_words_of_the_command(town):
    for call, words in [
        (lambda: averted.run(town, draws=0), "write a whole number from 1 to"),
        (lambda: averted.run(town, set={"cohort.peple": 3}), "did you mean"),
        (lambda: averted.run("nowhere.yaml"), "nowhere.yaml"),
        (lambda: averted.drivers(town, of="target:none"), "none"),
        (lambda: averted.compare(town), "compare"),
        (lambda: averted.evidence(), "required"),
        (lambda: averted.costs(show="no_such_cost"), "there is no cost `no_such_cost`"),
        (lambda: averted.explain("zebra"), "nothing is called `zebra`"),
        (lambda: averted.run(town).figure("chanse"), "did you mean `chance`"),
    ]:
        with pytest.raises(averted.ScenarioError, match=words):
            call()
    with pytest.raises(TypeError):
        averted.run(town, drws=10)
    with pytest.raises(KeyError, match="nothing to draw"):
        averted.run(town).figure("payback")


def test_a_path_is_never_an_option(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(averted.ScenarioError, match="--json"):
        averted.run("--json")
    with pytest.raises(averted.ScenarioError):
        averted.run("x.yaml", set={"--output": "y"})
    assert list(tmp_path.iterdir()) == []


def test_errors_travel_between_processes():
    assert issubclass(averted.ScenarioError, averted.Error)
    error = pickle.loads(pickle.dumps(averted.ScenarioError("error: it is wrong")))
    assert type(error) is averted.ScenarioError and str(error) == "error: it is wrong"


def test_merging_says_what_is_missing(town, tmp_path):
    parts = [averted.part(town, number, 4, tmp_path / "parts") for number in (1, 3, 4)]
    with pytest.raises(averted.Error, match="--array=2 of 4"):
        averted.merge(town, parts)
    parts.append(averted.part(town, 2, 4, tmp_path / "parts"))
    assert averted.merge(town, parts).json() == averted.run(town).json()
