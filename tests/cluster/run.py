#!/usr/bin/env python3
"""Draws runs in parts on a Slurm of four nodes and on four Dask workers, all on this machine, kills a node, a worker and a
process half-way, and holds what is merged against one run, byte for byte.

    python3 tests/cluster/run.py [--only slurm|dask] [--python PYTHON]

What is not installed, or does not start here, is skipped, with a word: Slurm (Debian: slurmctld slurmd slurm-client munge; as root), Dask (PyPI:
distributed). The program is target/release/averted, or AVERTED.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
AVERTED = Path(os.environ.get("AVERTED", ROOT / "target/release/averted")).resolve()
SCENARIO = ROOT / "scenarios/havering.yaml"
DRAWS = "24000"
PARTS = 8

SLURM_CONF = """ClusterName=averted
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={dir}/munge.sock
CryptoType=crypto/munge
SlurmctldPort={ports[0]}
SlurmctldPidFile={dir}/slurmctld.pid
SlurmdPidFile={dir}/slurmd.%n.pid
SlurmdSpoolDir={dir}/spool/%n
StateSaveLocation={dir}/state
SlurmctldLogFile={dir}/log/ctld.log
SlurmdLogFile={dir}/log/%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
ReturnToService=2
SlurmdTimeout=10
SlurmctldTimeout=10
KillWait=2
MinJobAge=600
SchedulerParameters=batch_sched_delay=1,sched_interval=2
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1 RealMemory=500 State=UNKNOWN
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1 RealMemory=500 State=UNKNOWN
NodeName=n3 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[3]} CPUs=1 RealMemory=500 State=UNKNOWN
NodeName=n4 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[4]} CPUs=1 RealMemory=500 State=UNKNOWN
PartitionName=main Nodes=n[1-4] Default=YES MaxTime=10 State=UP
"""

JOB = """#!/bin/sh
#SBATCH --requeue
# So long that a node can be killed meanwhile.
sleep 2
exec {averted} run {scenario} --draws {draws} --threads 1 --quiet --part --output {parts}
"""


def averted(*arguments, code=0):
    ended = subprocess.run([AVERTED, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if ended.returncode != code:
        sys.exit(f"averted {' '.join(map(str, arguments))} ended with {ended.returncode}:\n{ended.stderr}")
    return ended.stderr


def whole(folder):
    """The run that everything is held against."""
    averted("run", SCENARIO, "--draws", DRAWS, "--quiet", "--format", "json,csv", "--output", folder)


def same(folder, one, other):
    for name in ("results.json", "draws.csv"):
        if (folder / one / name).read_bytes() != (folder / other / name).read_bytes():
            sys.exit(f"{other}/{name} differs from that of one run")


def merge(folder, out, code=0):
    parts = sorted((folder / f"parts-{out}").glob("*.draws"))
    return averted(
        "merge", SCENARIO, *parts, "--draws", DRAWS, "--quiet", "--format", "json,csv", "--output", folder / out, code=code
    )


class Absent(Exception):
    """The scheduler does not start on this machine."""


def wait(what, until, seconds, fault=SystemExit):
    started = time.monotonic()
    while not until():
        if time.monotonic() - started > seconds:
            raise fault(f"{what} did not happen within {seconds} s")
        time.sleep(0.2)


def ports(count):
    """Ports that nobody listens on."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    found = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return found


def kill_all_on(node):
    """Kills what a node's tasks have started, and the daemon of each task."""
    for entry in Path("/proc").iterdir():
        try:
            if f"SLURMD_NODENAME={node}\0".encode() in (entry / "environ").read_bytes():
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                daemon = "slurmstepd" in Path(f"/proc/{parent}/cmdline").read_text()
                for process in [int(entry.name), *([parent] if daemon else [])]:
                    os.kill(process, signal.SIGKILL)
        except (OSError, ValueError):
            continue


def slurm(folder):
    needed = ("munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue", "sinfo")
    missing = [name for name in needed if not shutil.which(name) and not Path("/usr/sbin", name).exists()]
    if missing or os.geteuid() != 0:
        return f"skipped: {', '.join(missing) or 'root'} is missing"
    os.environ["PATH"] += ":/usr/sbin"
    for name in ("spool", "state", "log"):
        (folder / name).mkdir()
    for node in range(1, 5):
        (folder / "spool" / f"n{node}").mkdir()
    key = folder / "munge.key"
    key.write_bytes(os.urandom(1024))
    key.chmod(0o600)
    (folder / "slurm.conf").write_text(SLURM_CONF.format(host=socket.gethostname(), dir=folder, ports=ports(5)))
    (folder / "cgroup.conf").write_text("CgroupPlugin=cgroup/v1\n")
    os.environ["SLURM_CONF"] = str(folder / "slurm.conf")
    daemons = []

    def daemon(*command):
        with open(folder / "log" / f"{len(daemons)}.out", "w") as log:
            daemons.append(subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True))
        return daemons[-1]

    def said(*command):
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout

    try:
        daemon("munged", "-F", f"--key-file={key}", f"--socket={folder}/munge.sock", f"--log-file={folder}/log/munge.log",
               f"--pid-file={folder}/munge.pid", f"--seed-file={folder}/munge.seed")
        wait("munge", lambda: (folder / "munge.sock").exists(), 20, Absent)
        daemon("slurmctld", "-D", "-f", folder / "slurm.conf")
        nodes = [daemon("slurmd", "-D", "-N", f"n{node}", "-f", folder / "slurm.conf") for node in range(1, 5)]
        wait("four idle nodes", lambda: said("sinfo", "-h", "-t", "idle", "-o", "%D").strip() == "4", 40, Absent)
        parts = folder / "parts-slurm"
        script = folder / "job.sh"
        script.write_text(JOB.format(averted=AVERTED, scenario=SCENARIO, draws=DRAWS, parts=parts))
        submit = ["sbatch", "--parsable", "--output", f"{folder}/log/job-%a.out", f"--array=1-{PARTS}", script]
        job = said(*submit).strip()
        if not job.isdigit():
            sys.exit(f"sbatch said {job!r}")
        wait("a running task", lambda: "n2" in said("squeue", "-h", "-t", "R", "-o", "%N"), 60)
        # A node dies, with all that runs on it: Slurm gives its task to another.
        os.killpg(nodes[1].pid, signal.SIGKILL)
        kill_all_on("n2")

        def ended():
            # A task that is given to another node would wait for two minutes first.
            for task in said("squeue", "-h", "-t", "PD", "-o", "%i %r").splitlines():
                if "BeginTime" in task:
                    said("scontrol", "update", f"JobId={task.split()[0]}", "StartTime=now")
            return not said("squeue", "-h").strip()

        wait("the end of the array", ended, 120)
        # Whatever did not come through is named as Slurm takes it.
        left = PARTS - len(list(parts.glob("*.draws")))
        if left:
            error = merge(folder, "slurm", code=1)
            if "--array=" not in error:
                sys.exit(f"the merge does not say what is missing: {error}")
            numbers = error.split("--array=")[1].split()[0].split(",")
            for number in numbers:
                averted("run", SCENARIO, "--draws", DRAWS, "--quiet", "--part", f"{number}/{PARTS}", "--output", parts)
        # A part whose process was killed half-way is not there, and is named.
        victim = sorted(parts.glob("*.draws"))[2]
        victim.unlink()
        process = subprocess.Popen(
            [AVERTED, "run", SCENARIO, "--draws", DRAWS, "--quiet", "--part", f"3/{PARTS}", "--output", parts]
        )
        time.sleep(0.05)
        process.kill()
        process.wait()
        if not victim.exists():
            error = merge(folder, "slurm", code=1)
            if "--array=3 of" not in error:
                sys.exit(f"the merge does not name the part that is missing: {error}")
            averted("run", SCENARIO, "--draws", DRAWS, "--quiet", "--part", f"3/{PARTS}", "--output", parts)
        merge(folder, "slurm")
        same(folder, "whole", "slurm")
        return f"an array of {PARTS} on four nodes, one killed, one process killed: the same bytes"
    except Absent as reason:
        return f"skipped: {reason}"
    finally:
        for process in reversed(daemons):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()


DASK = """
import os, signal, subprocess, sys, time
from distributed import Client

averted, scenario, draws, parts, count, port = sys.argv[1:7]

def draw(number):
    time.sleep(1)
    command = [averted, "run", scenario, "--draws", draws, "--threads", "1", "--quiet", "--part", f"{number}/{count}", "--output", parts]
    return subprocess.run(command, check=True).returncode

with Client(f"tcp://127.0.0.1:{port}") as client:
    client.wait_for_workers(4)
    tasks = client.map(draw, range(1, int(count) + 1), retries=2)
    time.sleep(1.2)
    victim = next(iter(client.run(os.getpid).values()))
    os.kill(victim, signal.SIGKILL)
    print(sum(client.gather(tasks)))
"""


def dask(folder, python):
    if subprocess.run([python, "-c", "import distributed"], stderr=subprocess.DEVNULL).returncode != 0:
        return f"skipped: {python} has no distributed"
    processes = []
    (port,) = map(str, ports(1))

    def start(*command):
        log = open(folder / f"dask-{len(processes)}.out", "w")
        processes.append(subprocess.Popen([python, "-m", *command], stdout=log, stderr=log, cwd=folder))

    try:
        start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        for _ in range(4):
            start("distributed.cli.dask_worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-dashboard", "--no-nanny")
        parts = folder / "parts-dask"
        ended = subprocess.run(
            [python, "-c", DASK, AVERTED, SCENARIO, DRAWS, parts, str(PARTS), port],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=150,
        )
        if ended.returncode != 0 or ended.stdout.strip() != "0":
            sys.exit(f"Dask ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")
        merge(folder, "dask")
        same(folder, "whole", "dask")
        return f"{PARTS} tasks on four workers, one killed: the same bytes"
    finally:
        for process in processes:
            process.kill()
            process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("slurm", "dask"))
    parser.add_argument("--python", default=sys.executable, help="a Python that has distributed")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        # Munge's socket is for everybody.
        folder.chmod(0o755)
        whole(folder / "whole")
        for name, play in (("slurm", slurm), ("dask", lambda folder: dask(folder, arguments.python))):
            if arguments.only in (None, name):
                started = time.monotonic()
                print(f"{name}: {play(folder)} ({time.monotonic() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
