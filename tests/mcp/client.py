"""Speaks with `averted mcp` through the official client of the protocol, which holds every message to its own types.

Usage: client.py PROGRAM FOLDER. Needs the package `mcp`; with revision 1 of it the protocol of the handshake is spoken,
with revision 2 that of 2026-07-28 too.
"""

import asyncio
import json
import sys

import mcp
from mcp.client.stdio import StdioServerParameters, stdio_client

NAMES = ["check", "run", "stress", "drivers", "compare", "costs", "explain"]


def field(thing, name):
    """A field of a message, whichever way the client spells it."""
    spelled = "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)
    return getattr(thing, name if hasattr(thing, name) else spelled)


async def tried(session, era):
    tools = {tool.name: tool for tool in (await session.list_tools()).tools}
    assert list(tools) == NAMES, tools
    assert field(tools["run"].annotations, "readOnlyHint") is True
    told = []

    async def progress(done, total, message):
        told.append((done, total))

    # The client checks what is structured against the schema that the tool was listed with.
    run = await session.call_tool("run", {"file": "havering.yaml", "draws": 20000}, progress_callback=progress)
    assert not field(run, "isError"), run
    answer = field(run, "structuredContent")
    assert run.content[0].text == answer["words"] and "Caution." in answer["words"]
    chance = next(each for each in answer["figures"] if each["key"] == "targets.mtfs_2022_23.probability")
    assert 0 <= chance["low"] <= chance["value"] <= chance["high"] <= 1, chance
    assert told == sorted(told), told
    for name, given in {
        "check": {"file": "havering.yaml"},
        "stress": {"file": "havering.yaml", "draws": 400},
        "drivers": {"file": "havering.yaml", "draws": 400},
        "compare": {"files": ["havering.yaml", "sceptical.yaml"], "draws": 400},
        "costs": {"words": "eviction"},
        "explain": {"name": "prevents"},
    }.items():
        result = await session.call_tool(name, given)
        assert not field(result, "isError") and len(result.content) == 1, (name, result)
        print(f"{era}: {name}: {len(result.content[0].text)} characters of words,"
              f" {len(json.dumps(field(result, 'structuredContent')))} of JSON")
    wrong = await session.call_tool("check", {"file": "haverin.yaml"})
    assert field(wrong, "isError") and "havering.yaml" in wrong.content[0].text, wrong
    outside = await session.call_tool("check", {"file": "../secret.yaml"})
    assert field(outside, "isError") and "outside" in outside.content[0].text, outside
    try:
        await session.call_tool("no_such", {})
        raise AssertionError("a tool that is not there was called")
    except Exception as error:
        assert "no tool `no_such`" in str(error), error
    print(f"{era}: all seven tools answered; progress was told {len(told)} times; {answer['words'].splitlines()[3].strip()}")


async def main(program, folder):
    server = StdioServerParameters(command=program, args=["mcp", folder])
    async with stdio_client(server) as (read, write), mcp.ClientSession(read, write) as session:
        greeting = await session.initialize()
        assert field(greeting, "serverInfo").name == "averted" and greeting.instructions
        await tried(session, f"handshake of {field(greeting, 'protocolVersion')}")
    if hasattr(mcp, "Client"):
        async with mcp.Client(stdio_client(server)) as client:
            assert client.protocol_version == "2026-07-28", client.protocol_version
            await tried(client, f"revision {client.protocol_version}")


asyncio.run(main(*sys.argv[1:]))
