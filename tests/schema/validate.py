"""Holds documents to JSON Schemas with Python's `jsonschema`; standard input and output are JSON.

In: {"schemas": {name: schema}, "documents": [[schema, name, document], ...]}. Out: {name: first objection or null}.
"""

import json
import re
import sys

import jsonschema


def patterns(part):
    if isinstance(part, dict):
        if isinstance(part.get("pattern"), str):
            yield part["pattern"]
        yield from part.get("patternProperties", {}) if isinstance(part.get("patternProperties"), dict) else ()
        for below in part.values():
            yield from patterns(below)
    elif isinstance(part, list):
        for below in part:
            yield from patterns(below)


asked = json.load(sys.stdin)
validators = {}
for name, schema in asked["schemas"].items():
    jsonschema.Draft7Validator.check_schema(schema)
    for pattern in set(patterns(schema)):
        re.compile(pattern)
    validators[name] = jsonschema.Draft7Validator(schema)
found = {}
for schema, name, document in asked["documents"]:
    objection = next(validators[schema].iter_errors(document), None)
    found[name] = None if objection is None else f"{objection.json_path}: {objection.message[:300]}"
json.dump(found, sys.stdout)
