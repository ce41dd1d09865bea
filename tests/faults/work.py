"""Work folders in benches of shim.py: what they hold when all goes well, and the form of their files."""
import hashlib
import struct
import typing
import zlib

import shim
from harness import SMALL

TOTAL_ONLY = ["--set", 'outputs.variables=["total_demand"]']
PLAN, SHARD, CHECKPOINT = 1, 2, 3
HEADER = struct.Struct("<8sHHI4Q32sQ32s4sI")  # docs/work-folder.md
MAGIC = b"\x89ccwork\n"
VERSION = 2  # of the format


class Sealed(typing.NamedTuple):
    kind: int
    first: int
    end: int
    done: int
    identity: bytes
    contents: bytes


def unsealed(data):
    """The parts of a file that proves itself; None where it does not."""
    if len(data) < HEADER.size:
        return None
    magic, version, kind, _, _, first, end, done, identity, length, digest, _, crc = HEADER.unpack(data[:HEADER.size])
    contents = data[HEADER.size:]
    whole = zlib.crc32(data[:HEADER.size - 4]) == crc and len(contents) == length and hashlib.sha256(contents).digest() == digest
    return Sealed(kind, first, end, done, identity, contents) if whole and magic == MAGIC and version == VERSION else None


def sealed(file):
    """The bytes of such a file."""
    digest = hashlib.sha256(file.contents).digest()
    header = HEADER.pack(MAGIC, VERSION, file.kind, 0, 0, file.first, file.end, file.done, file.identity, len(file.contents), digest, bytes(4), 0)
    return header[:-4] + struct.pack("<I", zlib.crc32(header[:-4])) + file.contents


def run_of(trials, *arguments):
    return ["run", SMALL, "--trials", str(trials), *TOTAL_ONLY, "--threads", "2", *arguments]


def computed(*commands, files=None):
    """What a bench holds after these commands."""
    bench = shim.Bench()
    bench.fill(files or {})
    for arguments in commands:
        outcome = bench.run(arguments)
        assert outcome.code == 0, f"{arguments}: {outcome.err}"
    found = bench.files()
    bench.close()
    return found


def shard_names(files):
    return sorted(name for name in files if name.endswith(".shard"))


def one_of_each(trials):
    """(all shards of three that are done, the same with the first done, the second begun and the third missing). A sixth of the trials is to
    end within a third of them, with what threads take at a time: 3300."""
    done = computed(*[run_of(trials, "--work", "w", "--shard", f"{number}/3") for number in range(3)])
    [part] = [data for name, data in computed(run_of(trials, "--work", "w", "--shard", "2/6")).items() if name.endswith(".shard")]
    _, second, third = shard_names(done)
    some = {name: data for name, data in done.items() if name not in (second, third)}
    return done, {**some, second.replace(".shard", ".checkpoint"): checkpoint_of(done[second], part)}


def checkpoint_of(shard, part):
    """A checkpoint of a shard, from another division's shard of its first trials."""
    whole, begun = unsealed(shard), unsealed(part)
    assert whole.first == begun.first and whole.end > begun.end and whole.identity == begun.identity
    return sealed(whole._replace(kind=CHECKPOINT, done=begun.end, contents=begun.contents))
