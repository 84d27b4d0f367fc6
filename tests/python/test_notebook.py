"""Figures and answers show themselves in notebooks, and ArviZ reads the draws."""

import averted
import pytest


@pytest.fixture(scope="module")
def run(havering):
    return averted.run(havering, draws=200)


def test_a_figure_shows_itself_and_is_saved(run, tmp_path):
    figure = run.figure("chance")
    assert figure.name == "chance" and figure.title and figure.caption and figure.alt
    assert figure._repr_svg_().startswith("<svg") and "svg" not in repr(figure)
    assert figure.save(tmp_path / "chance.svg").read_text(encoding="utf-8") == figure.svg
    assert figure.save(tmp_path / "chance.png").read_bytes()[:4] == b"\x89PNG"
    with pytest.raises(ValueError, match=".svg or .png"):
        figure.save(tmp_path / "chance.pdf")


def test_all_figures_are_there_by_name(run):
    assert next(iter(run.figures)) == "chance" and run.figures["chance"] == run.figure("chance")
    assert all(figure.svg.rstrip().endswith("</svg>") for figure in run.figures.values())


def test_answers_show_themselves(run, town):
    assert run._repr_html_().startswith("<pre>") and "<svg" in run._repr_html_()
    stress = averted.stress(town)
    assert stress._repr_html_().startswith("<pre>") and stress.figures


def test_arviz_reads_the_draws(run):
    arviz = pytest.importorskip("arviz")
    inference = run.to_arviz()
    posterior = inference["posterior"]
    assert dict(posterior.sizes) == {"chain": 1, "draw": 200}
    avoided = posterior["expected_per_person"]
    assert avoided.attrs["units"] == "£ per person" and avoided.attrs["long_name"]
    assert float(avoided.mean()) == pytest.approx(run.results["per_person"]["expected"]["mean"])
    assert set(posterior["view"].values.tolist()) <= set(run.results["views"])
    assert posterior.attrs["title"] == run.results["scenario"]["title"]
    summary = arviz.summary(inference, var_names=["expected_per_person", "input_cohort_engagement"])
    assert list(summary.index) == ["expected_per_person", "input_cohort_engagement"]
