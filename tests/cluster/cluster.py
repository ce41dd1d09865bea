"""A Slurm cluster of virtual nodes on the loopback interface: everything it has is below one folder, nothing below /etc is read or written,
and it ends what it started and nothing else.

Packages: slurmctld slurmd slurm-client munge. An Unavailable says why there can be none.
"""
import json
import os
import pathlib
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time

import loopback

PROGRAMS = {"slurmctld": "slurmctld", "slurmd": "slurmd", "sbatch": "slurm-client", "munged": "munge"}
SEARCH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
CPUS = 2  # of a node, whatever the machine has
PATIENCE = 1200  # s, after which something hangs; much more than anything takes
CONFIGURATION = """\
ClusterName=cellcast
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/run/munge.sock,cred_expire=5
CredType=cred/munge
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
TmpFS={folder}/tmp
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool/%n
SlurmctldPidFile={folder}/run/slurmctld.pid
SlurmdPidFile={folder}/run/slurmd.%n.pid
SlurmctldLogFile={folder}/log/slurmctld.log
SlurmdLogFile={folder}/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
MailProg=/bin/true
PropagateResourceLimits=NONE
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=2,bf_interval=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
MessageTimeout=5
TCPTimeout=5
SlurmdTimeout=8
KillWait=3
MinJobAge=3600
MaxArraySize={max_array}
NodeName=DEFAULT CPUs={cpus} RealMemory=4000 State=UNKNOWN
"""


class Unavailable(Exception):
    """There can be no cluster here; the text says why."""


def require_programs():
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program, path=SEARCH)]
    if missing:
        raise Unavailable(f"Debian packages are missing: {' '.join(missing)}")


def wait_until(what, limit, condition):
    deadline = time.monotonic() + limit
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {limit} s")
        time.sleep(0.1)
    return found


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def started_at(pid):
    """The clock tick at which a process started; None where it is dead."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[19])


class Cluster:
    """One that was started, or is to be, in a folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.environment = {**os.environ, "SLURM_CONF": f"{self.folder}/slurm.conf", "PATH": SEARCH}

    # --- start ---

    def start(self, nodes=4, max_array=1001):
        """With a network in which Slurm finds its own host, which takes root on a machine that has no address but 127.0.0.1."""
        require_programs()
        try:
            has_added = loopback.add_address()
        except OSError as error:
            raise Unavailable(f"127.0.0.1 is the only address of this machine, and no other may be added ({error})") from error
        for name in ("run", "log", "state", "spool", "tmp", "munge"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "munge").chmod(0o700)
        self.note("address", has_added)
        self.note("nodes", [f"c{number}" for number in range(1, nodes + 1)])
        self.configure(max_array)
        self.start_munged()
        self.launch("slurmctld", "-D")
        for node in self.noted("nodes"):
            (self.folder / "spool" / node).mkdir()
            self.launch_node(node)
        wait_until("all nodes idle", PATIENCE, lambda: self.idle() == nodes)

    def configure(self, max_array):
        host, user = socket.gethostname().split(".")[0], pwd.getpwuid(os.getuid()).pw_name
        ports = free_ports(1 + len(self.noted("nodes")))
        text = CONFIGURATION.format(host=host, user=user, folder=self.folder, ports=ports, max_array=max_array, cpus=CPUS)
        for node, port in zip(self.noted("nodes"), ports[1:]):
            text += f"NodeName={node} NodeHostname={host} NodeAddr=127.0.0.1 Port={port}\n"
        text += "PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP\n"
        (self.folder / "slurm.conf").write_text(text, encoding="utf-8")
        # Without systemd or /sys/fs/cgroup slurmd dies where it has to find out which there is; this version it then does not touch.
        (self.folder / "cgroup.conf").write_text("CgroupPlugin=cgroup/v1\n", encoding="utf-8")

    def start_munged(self):
        key = self.folder / "munge" / "key"
        key.touch(mode=0o600)
        key.write_bytes(secrets.token_bytes(1024))
        self.launch("munged", "--foreground", f"--socket={self.folder}/run/munge.sock", f"--key-file={key}",
                    f"--pid-file={self.folder}/munge/pid", f"--seed-file={self.folder}/munge/seed")
        wait_until("munged", PATIENCE, (self.folder / "run" / "munge.sock").exists)

    def launch(self, name, *arguments, program=None):
        with open(self.folder / "log" / f"{name}.out", "ab") as log:
            child = subprocess.Popen([shutil.which(program or name, path=SEARCH), *arguments], env=self.environment, stdin=subprocess.DEVNULL,
                                     stdout=log, stderr=log, start_new_session=True)
        self.note(name, [child.pid, started_at(child.pid)])

    def launch_node(self, node):
        self.launch(node, "-D", "-N", node, program="slurmd")

    def idle(self):
        return len(set(self.ask("sinfo", "-h", "-N", "-t", "idle", "-o", "%N").split()))

    # --- what is noted, so that another process can stop it ---

    def note(self, name, value):
        path = self.folder / "started.json"
        notes = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        path.write_text(json.dumps({**notes, name: value}), encoding="utf-8")

    def noted(self, name):
        path = self.folder / "started.json"
        return json.loads(path.read_text(encoding="utf-8")).get(name) if path.exists() else None

    # --- use ---

    def ask(self, *command):
        """What a command of Slurm prints; empty while the controller does not answer."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
        return done.stdout if done.returncode == 0 else ""

    def is_alive(self, name):
        pid, start = self.noted(name)
        return start is not None and started_at(pid) == start

    def kill(self, name, number=signal.SIGKILL):
        """A daemon, and nothing of what it started."""
        if self.is_alive(name):
            os.kill(self.noted(name)[0], number)
            wait_until(f"the end of {name}", PATIENCE, lambda: not self.is_alive(name))

    def wait_for_saved_state(self):
        """The controller saves what it knows of jobs some seconds after they change."""
        path, now = self.folder / "state" / "job_state", time.time()
        wait_until("the controller's state", PATIENCE, lambda: path.exists() and path.stat().st_mtime > now)

    def kill_node(self, node):
        """What a power cut does."""
        self.kill(node)
        self.kill_jobs([node])

    def kill_jobs(self, nodes):
        while found := [pid for node in nodes for pid in self.processes_on(node)]:
            for pid in found:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            time.sleep(0.05)

    def processes_on(self, node):
        """Of jobs there: their keepers hold the node's log open, their programs have its name in their environment."""
        log = str(self.folder / "log" / f"slurmd.{node}.log")
        marks = {f"SLURM_CONF={self.folder}/slurm.conf".encode(), f"SLURMD_NODENAME={node}".encode()}
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                pid = int(process.name)
                if started_at(pid) is None or pid == (self.noted(node) or [0])[0]:
                    continue
                is_keeper = "slurmstepd" in os.readlink(process / "exe") and log in {os.readlink(file) for file in (process / "fd").iterdir()}
                if is_keeper or marks <= set((process / "environ").read_bytes().split(b"\0")):
                    found.append(pid)
            except OSError:  # it has ended meanwhile, or is somebody else's
                continue
        return found

    # --- stop ---

    def stop(self):
        nodes = self.noted("nodes") or []
        if self.noted("slurmctld") and self.is_alive("slurmctld"):
            self.ask("scancel", "--state=PENDING", f"--user={os.getuid()}")
        for name in [*nodes, "slurmctld"]:
            if self.noted(name):
                self.kill(name)
        self.kill_jobs(nodes)
        if self.noted("munged"):
            self.kill("munged", signal.SIGTERM)
        if self.noted("address"):
            loopback.remove_address()
        shutil.rmtree(self.folder, ignore_errors=True)
