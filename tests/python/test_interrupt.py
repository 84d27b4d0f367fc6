"""Ctrl-C stops what runs within a second, and the interpreter goes on; other threads go on meanwhile."""

import signal
import subprocess
import sys
import threading
import time

import averted
import pytest

LONG = """
import sys, averted
print("begun", flush=True)
try:
    {call}
except KeyboardInterrupt:
    print("stopped", flush=True)
print(averted.run(sys.argv[1], draws=20).results["run"]["draws"], flush=True)
"""

CALLS = {
    "run": 'averted.run(sys.argv[1], draws="1m", large=True)',
    "stress": 'averted.stress(sys.argv[1], draws="200k", large=True)',
    "drivers": 'averted.drivers(sys.argv[1], pick_freeze="500k", large=True)',
}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent to one process")
@pytest.mark.parametrize("call", CALLS)
def test_ctrl_c_stops_within_a_second(call, havering):
    program = LONG.format(call=CALLS[call])
    with subprocess.Popen([sys.executable, "-c", program, str(havering)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begun\n"
        time.sleep(1.5)
        assert process.poll() is None, "it was done too soon to be stopped"
        pressed = time.monotonic()
        process.send_signal(signal.SIGINT)
        said = process.stdout.readline()
        took = time.monotonic() - pressed
        afterwards = process.stdout.readline()
        process.wait(60)
    assert (said, afterwards, process.returncode) == ("stopped\n", "20\n", 0)
    assert took < 1.0, f"{took:.2f} s"


def test_other_threads_go_on(havering):
    ticks, done = [], threading.Event()

    def tick():
        while not done.wait(0.01):
            ticks.append(time.monotonic())

    ticker = threading.Thread(target=tick)
    ticker.start()
    averted.run(havering, draws=20_000)
    done.set()
    ticker.join()
    longest = max((later - earlier for earlier, later in zip(ticks, ticks[1:])), default=9.0)
    assert longest < 0.5, f"other threads waited {longest:.2f} s"


def test_runs_go_side_by_side(town):
    found = {}
    threads = [threading.Thread(target=lambda seed=seed: found.update({seed: averted.run(town, seed=seed).json()})) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found.values())) == 6
    assert all(found[seed] == averted.run(town, seed=seed).json() for seed in found)
