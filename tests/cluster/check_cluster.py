#!/usr/bin/python3
"""Runs shards on a real Slurm cluster of four virtual nodes, breaks what can break there, and expects the bytes of a run on one machine.

Exit code 77: there can be no such cluster here. Last line: `N passed, N failed`.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from cluster import PATIENCE, Cluster, Unavailable, started_at, wait_until
from walk_through import walk_through

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
PROGRAM = os.path.abspath(os.environ["CELLCAST_PROGRAM"])
SCRIPTS = SOURCE / "scripts" / "cluster"
SHARDS, TRIALS = 16, 16 * 196608


def expect(condition, *what):
    if not condition:
        raise AssertionError(" ".join(map(str, what)))


class Bench:
    """A folder with the scenario and the result of the run on one machine; the cluster."""

    def __init__(self, root, cluster):
        self.root, self.cluster = root, cluster
        shutil.copy(SOURCE / "tests" / "cli" / "small.toml", root)
        self.run([PROGRAM, "run", "small.toml", "--trials", str(TRIALS), "-o", "local.h5"])
        self.local = (root / "local.h5").read_bytes()

    def run(self, command, folder=None, code=0, **changes):
        done = subprocess.run(list(map(str, command)), cwd=folder or self.root, env={**self.cluster.environment, "CELLCAST": PROGRAM, **changes},
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        expect(done.returncode == code, command, "ends with", done.returncode, done.stdout, done.stderr)
        return done.stdout

    def plan(self, name, shards=SHARDS, trials=TRIALS):
        self.run([PROGRAM, "plan", "small.toml", "--trials", trials, "--tasks", shards, "--slurm", f"{name}.sbatch", "--work", f"{name}.work",
                  "-o", f"{name}.h5"])
        return self.root / f"{name}.sbatch"

    def status(self, name):
        done = subprocess.run([PROGRAM, "status", "--json", f"{name}.work"], cwd=self.root, capture_output=True, text=True, check=False)
        return json.loads(done.stdout)

    def queue(self):
        """Tasks in the queue, by number; None while the controller does not answer."""
        text = self.cluster.ask("squeue", "--noheader", "--array", "--format=%K %T")
        return [line.split()[0] for line in text.splitlines() if not line.endswith("COMPLETING")]

    def wait_for_result(self, name):
        def is_there():
            return (self.root / f"{name}.h5").exists() and not self.queue()
        try:
            wait_until(f"{name}.h5", PATIENCE, is_there)
        except TimeoutError:
            logs = "".join(path.read_text(errors="replace") for path in sorted((self.root / f"{name}.work" / "slurm").glob("*.out")))
            raise AssertionError(f"no {name}.h5\n{self.cluster.ask('squeue')}\n{logs}") from None

    def is_as_local(self, name):
        expect((self.root / f"{name}.h5").read_bytes() == self.local, f"{name}.h5 differs from the run on one machine")
        left = {path.suffix for path in (self.root / f"{name}.work").iterdir()} - {".shard"}
        expect(left == {""}, "left in the work folder:", left)  # `plan` and `slurm`


class Stage:
    """What `victim` does with shards."""

    def __init__(self, bench, name):
        self.folder, self.bench = bench.root / f"{name}.stage", bench
        self.folder.mkdir()
        self.environment = {"CELLCAST": str(HERE / "victim"), "PROGRAM": PROGRAM, "STAGE": str(self.folder), "WORK": str(bench.root / f"{name}.work")}

    def rule(self, shard, rule):
        (self.folder / f"{shard}.rule").write_text(rule, encoding="ascii")

    def go(self, shard):
        (self.folder / f"{shard}.go").touch()

    def attempt(self, shard, restarts=0):
        """(node, pid) of an attempt, which is waited for."""
        path, pattern = self.folder / "attempts", re.compile(rf"^{shard} {restarts} (\S+) (\d+)$", re.MULTILINE)
        found = wait_until(f"shard {shard}, restart {restarts}", PATIENCE, lambda: path.exists() and pattern.search(path.read_text()))
        return found[1], int(found[2])


def check_array(bench):
    """Submitted from a folder other than its own."""
    script = bench.plan("array")
    said = bench.run(["bash", script], folder="/")
    expect(re.fullmatch(r"shards 0-15: array \d+, merge \d+\n", said), said)
    bench.wait_for_result("array")
    bench.is_as_local("array")
    expect(bench.status("array")["complete"], bench.status("array"))
    said = bench.run([SCRIPTS / "resubmit-missing", bench.root / "array.work"], folder="/")
    expect(said.startswith("array.work: all shards are done, nothing to submit"), said)


def begin_time_limit(bench):
    """A shard is told that its time is nearly over; Slurm does so within half a minute, as its limit is a minute."""
    stage = Stage(bench, "limit")
    stage.rule(0, "doze")
    script = bench.plan("limit", 1)
    text = script.read_text()
    script.write_text(re.sub("#SBATCH --time=.*", "#SBATCH --time=1", text))
    bench.run(["bash", script], **stage.environment)
    return stage


def check_time_limit(bench, stage):
    wait_until("the signal", PATIENCE, (stage.folder / "0.code").exists)
    expect((stage.folder / "0.told").exists(), "the step was not told")
    expect((stage.folder / "0.code").read_text() == "75\n", "exit code", (stage.folder / "0.code").read_text())
    stage.attempt(0, restarts=1)
    bench.wait_for_result("limit")
    bench.is_as_local("limit")
    before = json.loads((stage.folder / "0.before").read_text())
    expect(before["begun"] == [0] and before["trials_kept"] > 0, "the second attempt began with", before)


def check_chaos(bench):
    """A task fails, one is killed, a node dies, a node's daemon dies while its task goes on, and so does the controller."""
    cluster, stage = bench.cluster, Stage(bench, "chaos")
    full, killed, dead, alone = 1, 3, 5, 7
    for shard, rule in ((full, "quota"), (killed, "freeze"), (dead, "hold"), (alone, "hold-all")):
        stage.rule(shard, rule)
    bench.run(["bash", bench.plan("chaos")], **stage.environment)
    nodes = {shard: stage.attempt(shard)[0] for shard in (full, killed, dead, alone)}
    expect(len({nodes[killed], nodes[dead], nodes[alone]}) == 3, "Slurm has placed them together:", nodes)

    stage.go(full)
    frozen = stage.folder / f"{killed}.frozen"
    os.kill(int(wait_until("the program", PATIENCE, lambda: frozen.exists() and frozen.read_text())), 9)
    cluster.kill_node(nodes[dead])
    cluster.kill(nodes[alone])
    wait_until("the end of two tasks", PATIENCE, lambda: (queue := bench.queue()) and not {str(full), str(killed)} & set(queue))
    status = bench.status("chaos")
    expect(status["failed"] == [full] and "File too large" in status["errors"][str(full)], "status:", status)
    expect(killed in status["missing"] + status["begun"] and not status["complete"], "status:", status)

    # While the controller is away, and with the two of the dead nodes still in the queue. What it has not saved yet would be lost.
    cluster.wait_for_saved_state()
    cluster.kill("slurmctld")
    resubmit = subprocess.Popen([SCRIPTS / "resubmit-missing", "chaos.work"], cwd=bench.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True, env={**cluster.environment, "CELLCAST": PROGRAM})
    time.sleep(2)
    expect(resubmit.poll() is None, "it does not wait for the controller")
    cluster.launch("slurmctld", "-D")
    said, errors = resubmit.communicate(timeout=PATIENCE)
    expect(re.fullmatch(rf"shards {full},{killed}: array \d+, merge \d+\n", said), "resubmit-missing:", said, errors)

    stage.attempt(dead, restarts=1)
    second = stage.attempt(alone, restarts=1)
    first = stage.attempt(alone)
    expect(first[0] != second[0] and started_at(first[1]), "the first attempt was to go on without its node's daemon")
    stage.go(alone)
    wait_until("the end of both", PATIENCE, lambda: not any(started_at(attempt[1]) for attempt in (first, second)))
    ends = (stage.folder / f"{alone}.ends").read_text()
    expect(sorted(ends.splitlines()) == ["0 ends with 0", "1 ends with 0"], "two writers of one shard:", ends)
    for node in (nodes[dead], nodes[alone]):
        cluster.launch_node(node)
    bench.wait_for_result("chaos")
    bench.is_as_local("chaos")


def check_many(bench):
    """More shards than an array may have, a list of some, submitted in one go; then what they lack."""
    bench.run([SCRIPTS / "submit", "small.toml", "--trials", TRIALS, "--tasks", 18, "--work", "many.work", "-o", "many.h5"])
    bench.wait_for_result("many")
    bench.is_as_local("many")
    for shard in sorted((bench.root / "many.work").glob("*.shard"))[2:4]:
        shard.unlink()
    (bench.root / "many.h5").unlink()
    said = bench.run([SCRIPTS / "resubmit-missing", "many.work"])
    expect(said.startswith("shards 2-3: array "), said)
    bench.wait_for_result("many")
    bench.is_as_local("many")


def report(cluster, name, check, *arguments):
    begin = time.monotonic()
    try:
        check(*arguments)
    except (AssertionError, TimeoutError, OSError, subprocess.SubprocessError):
        print(f"{name}: FAILED\n{traceback.format_exc()}", flush=True)
        cluster.ask("scancel", f"--user={os.getuid()}")
        return False
    print(f"{name}: passed, {time.monotonic() - begin:.0f} s", flush=True)
    return True


def main():
    root = pathlib.Path(tempfile.mkdtemp(prefix="cellcast-slurm-", dir="/tmp"))  # short: sockets are in it
    root.chmod(0o755)  # munged wants its socket within everybody's reach
    cluster = Cluster(root / "slurm")
    try:
        cluster.start(nodes=4, max_array=17)
        bench = Bench(root, cluster)
        limited = begin_time_limit(bench)
        passed = [report(cluster, "an array", check_array, bench), report(cluster, "many shards", check_many, bench),
                  report(cluster, "a time limit", check_time_limit, bench, limited), report(cluster, "chaos", check_chaos, bench),
                  report(cluster, "docs/cluster.md", walk_through, SOURCE, PROGRAM, root / "docs", cluster, PATIENCE)]
    except Unavailable as reason:
        print(f"skipped: no Slurm cluster here: {reason}")
        return 77
    finally:
        cluster.stop()
        shutil.rmtree(root)
    print(f"{sum(passed)} passed, {len(passed) - sum(passed)} failed")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
