"""Runs the commands of docs/cluster.md, line by line, each when the queue is empty."""
import pathlib
import re
import shutil
import subprocess

from cluster import wait_until


def commands(page):
    for block in re.findall(r"^```sh\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if command := line.split("  #")[0].strip():
                yield command


def prepare(source, program, folder):
    """The repository's files as a user has them; the folder for the PATH."""
    for name in ("scenarios", "scripts"):
        shutil.copytree(source / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "bin").mkdir()
    (folder / "bin" / "cellcast").symlink_to(program)
    return folder / "bin"


def walk_through(source, program, folder, cluster, patience):
    """Throws AssertionError where a command fails, or the jobs leave no result."""
    folder.mkdir()
    environment = {**cluster.environment, "PATH": f"{prepare(source, program, folder)}:{cluster.environment['PATH']}"}
    environment.pop("CELLCAST", None)
    count = 0
    for count, command in enumerate(commands(source / "docs" / "cluster.md"), 1):
        wait_until("an empty queue", patience, lambda: cluster.ask("squeue", "--noheader") == "")
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=patience, check=False)
        if done.returncode != 0:
            logs = "".join(path.read_text(errors="replace") for path in sorted(pathlib.Path(folder).glob("*.work/slurm/*.out")))
            raise AssertionError(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}{logs}")
    wait_until("an empty queue", patience, lambda: cluster.ask("squeue", "--noheader") == "")
    missing = [name for name in ("china-2030.h5", "china-2030-longer.h5") if not (folder / name).is_file()]
    if count < 10 or missing:
        raise AssertionError(f"{count} commands; without a result: {missing}")
