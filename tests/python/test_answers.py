"""What Python gets is what the command prints: the same bytes, the same words."""

import json

import averted
import pytest

RUNS = [
    ({}, []),
    ({"draws": "1k", "seed": 7}, ["--draws", "1000", "--seed", "7"]),
    ({"set": {"cohort.people": 120, "events.eviction.unit_cost": "x1.2"}}, ["--set=cohort.people=120", "--set=events.eviction.unit_cost=x1.2"]),
    ({"set": ["horizon=12 months"], "stress": True}, ["--set=horizon=12 months", "--with", "stress"]),
    ({"precision": "5%", "max_draws": 900}, ["--precision", "5%", "--max-draws", "900"]),
    ({"set": {"events.eviction.unit_cost": {"range": {"low": 8000, "high": 16000}}}}, ["--set=events.eviction.unit_cost={range: {low: 8000, high: 16000}}"]),
]


@pytest.mark.parametrize(("named", "options"), RUNS)
def test_a_run_is_the_same_bytes(town, command, named, options):
    run = averted.run(town, **named)
    printed = command("run", town, "--json", *options).stdout
    if "{" in str(options):
        # The spelling of a change stands in the results; its numbers do not depend on it.
        printed, own = json.loads(printed), json.loads(run.json())
        assert own["per_person"] == printed["per_person"]
    else:
        assert run.json() == printed
    assert run.results == json.loads(run.json())


def test_a_run_of_the_project_is_the_same_bytes(havering, command, tmp_path):
    run = averted.run(havering, draws=400, set={"cohort.people": 120})
    assert run.json() == command("run", havering, "--json", "--draws", "400", "--set", "cohort.people=120").stdout
    assert run.results["per_person"]["expected"]["mean"] > 0
    said = command("run", havering, "--draws", "400", "--set", "cohort.people=120", "--output", tmp_path).stdout.decode()
    assert said.startswith(run.summary()) and len(run.summary(full=True)) > len(run.summary())


def test_other_answers_are_the_same_bytes(town, command):
    other = town.with_name("village.yaml")
    other.write_text(town.read_text(encoding="utf-8").replace("people: 60", "people: 9"), encoding="utf-8")
    table = town.with_name("cases.csv")
    table.write_text("person,avoided_cost\n1,£200\n2,£1400\n3,£-90\n", encoding="utf-8")
    for answer, arguments in [
        (averted.stress(town, shock="cohort.people=x1.5"), ["stress", town, "--shock", "cohort.people=x1.5"]),
        (averted.drivers(town, of="headline", study_cost="£500 + £250 per person"), ["drivers", town, "--of=headline", "--study-cost", "£500 + £250 per person"]),
        (averted.evidence(town), ["evidence", town]),
        (averted.evidence(cases=table), ["evidence", "--cases", table]),
        (averted.compare(town, other, independent="events.*.unit_cost"), ["compare", town, other, "--independent=events.*.unit_cost"]),
    ]:
        assert answer.json() == command(*arguments, "--json").stdout
        assert answer.results["version"] == 1 and repr(answer) == str(answer.summary())


def test_texts_are_the_same_words(town, command):
    for text, arguments in [
        (averted.check(town), ["check", town]),
        (averted.costs("eviction"), ["costs", "eviction"]),
        (averted.costs(show="evict_complex", price_base="2021/22"), ["costs", "--show", "evict_complex", "--price-base", "2021/22"]),
        (averted.explain("credible interval"), ["explain", "credible", "interval"]),
        (averted.explain(all=True), ["explain", "--all"]),
    ]:
        assert text == command(*arguments).stdout.decode()
        assert repr(text) == text and text._repr_html_().startswith("<pre>")


def test_papers_are_written_by_the_ending_of_their_name(town, command, tmp_path):
    run = averted.run(town)
    command("run", town, "--format", "all", "--output", tmp_path / "out", "--quiet")
    papers = {"a.html": "report.html", "a.md": "report.md", "a.csv": "draws.csv", "a.parquet": "draws.parquet", "a.json": "results.json"}
    for name, file in papers.items():
        written = run.report(tmp_path / name)
        assert written.read_bytes() == (tmp_path / "out" / file).read_bytes()
    assert run.report(tmp_path / "a.xlsx").read_bytes()[:2] == run.report(tmp_path / "a.docx").read_bytes()[:2] == b"PK"
    assert b"<html" in run.report(tmp_path / "one.html", file="onepage.html").read_bytes()
    with pytest.raises(ValueError, match="no paper ends in"):
        run.report(tmp_path / "a.pdf")


def test_nothing_is_written_unasked(town, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    averted.run("town.yaml").summary()
    averted.stress("town.yaml")
    assert [path.name for path in tmp_path.iterdir()] == ["town.yaml"]
