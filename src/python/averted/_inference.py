"""The draws for ArviZ: variables by chain and draw, with labels and units."""

from __future__ import annotations

import json
from typing import Any

from ._averted import Reply
from ._draws import lists_of


def inference_of(reply: Reply) -> Any:
    """A posterior of one chain, in the form of the ArviZ that is installed: a DataTree, or InferenceData before version 1."""
    import arviz
    import numpy
    import xarray

    columns = lists_of(reply)
    about = {column.pop("name"): column for column in json.loads(reply.columns())}
    draws, views = columns.pop("draw"), columns.pop("view")
    variables = {
        name: xarray.DataArray(numpy.array([values]), dims=("chain", "draw"), attrs=_attributes(about.get(name, {})))
        for name, values in columns.items()
    }
    results = json.loads(reply.content())
    coordinates: dict[str, Any] = {"chain": [0], "draw": draws}
    if any(views):
        coordinates["view"] = ("draw", views)
    facts = {
        "title": results["scenario"]["title"],
        "inference_library": "averted",
        "inference_library_version": results["generator"]["version"],
        "seed": results["run"]["seed"],
        "fingerprint": results["scenario"]["fingerprint"],
    }
    posterior = xarray.Dataset(variables, coords=coordinates, attrs=facts)
    # ArviZ 1 still answers to the name, with a warning and something else.
    before = vars(arviz).get("InferenceData")
    if before is not None:
        return before(posterior=posterior)
    return xarray.DataTree.from_dict({"posterior": posterior})


def _attributes(about: dict[str, Any]) -> dict[str, Any]:
    """What is known of a variable, by the names under which xarray looks for label and unit."""
    known = {key: value for key, value in about.items() if isinstance(value, (str, int, float))}
    names = {"label": "long_name", "unit": "units"}
    return {names.get(key, key): value for key, value in known.items()}
