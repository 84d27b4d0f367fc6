"""Parts that Dask workers draw are put together to the bytes of one run."""

import averted
import pytest

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def client():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        with distributed.Client(cluster) as client:
            yield client


def test_parts_on_workers_are_one_run(client, havering):
    named = {"draws": 600, "seed": 3, "set": {"cohort.people": 40}}
    run = averted.map_parts(client, havering, parts=7, **named)
    assert run.json() == averted.run(havering, **named).json()
    assert len(run.draws) == 600


def test_mistakes_come_back_from_workers(client, town):
    with pytest.raises(averted.ScenarioError, match="cohort.peple"):
        averted.map_parts(client, town, parts=2, set={"cohort.peple": 40})
