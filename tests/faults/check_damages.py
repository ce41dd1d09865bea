#!/usr/bin/python3
"""Damages a result file in 1,000 ways and more, by a fixed seed: each is refused with exit code 65 and a word for it, and nothing is shown.

check_damages.py [COUNT]. Only a damage that changes no byte may be read. Every tenth file goes through `export` too.
"""
import collections
import concurrent.futures
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import harness  # noqa: E402

SEAL = 512
WORDS = ("truncated", "damaged", "not a cellcast result file", "use a newer cellcast")
SEED = 20261126


def truncate(data, chance, _):
    return data[:chance.randrange(len(data))]


def flip_bit(data, chance, _):
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1:]


def flip_seal_bit(data, chance, _):
    at = len(data) - SEAL + chance.choice([i for i in range(SEAL) if i not in (10, 11)])  # the minor version may be newer
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1:]


def zero_run(data, chance, _):
    at, length = chance.randrange(len(data)), 1 << chance.randrange(14)
    return data[:at] + bytes(len(data[at:at + length])) + data[at + length:]


def noise_run(data, chance, _):
    at, length = chance.randrange(len(data)), chance.randrange(1, 4096)
    return data[:at] + chance.randbytes(len(data[at:at + length])) + data[at + length:]


def swap_blocks(data, chance, _):
    size = chance.choice((512, 4096))
    a, b = sorted(chance.sample(range(len(data) // size), 2))
    a, b = a * size, b * size
    return data[:a] + data[b:b + size] + data[a + size:b] + data[a:a + size] + data[b + size:]


def repeat_block(data, chance, _):
    """In place of the next one: what a confused disk does."""
    size = chance.choice((512, 4096))
    at = chance.randrange(len(data) // size - 1) * size
    return data[:at + size] + data[at:at + size] + data[at + 2 * size:]


def insert(data, chance, _):
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.randrange(1, 1000)) + data[at:]


def remove(data, chance, _):
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, 1000):]


def others_tail(data, chance, other):
    at = chance.randrange(1, min(len(data), len(other)))
    return data[:at] + other[at:]


def others_seal(data, _, other):
    return data[:-SEAL] + other[-SEAL:]


def seal_field(data, chance, _):
    """The major version, the seal's size or the length, as any number."""
    at, size = chance.choice(((8, 2), (12, 4), (16, 8)))
    value = chance.choice((0, 1, 2, 511, 2 ** (8 * size) - 1, chance.randrange(2 ** (8 * size))))
    at += len(data) - SEAL
    return data[:at] + (value % 2 ** (8 * size)).to_bytes(size, "little") + data[at + size:]


def cut_seal(data, chance, _):
    """All of it, as HDF5 does when it closes a file that was open for writing, or some."""
    return data[:-SEAL] if chance.randrange(2) else data[:-chance.randrange(1, SEAL)]


def append(data, chance, other):
    """Noise, zeros, the seal once more, or another's behind its own."""
    return data + chance.choice((chance.randbytes(chance.randrange(1, 2000)), bytes(chance.randrange(1, 2000)), data[-SEAL:], other[-SEAL:], other))


def before_the_seal(data, chance, _):
    """Bytes between HDF5's end and the seal, or HDF5's last ones missing."""
    between = chance.randbytes(chance.randrange(1, 600)) if chance.randrange(2) else bytes(chance.randrange(1, 600))
    return data[:-SEAL] + between + data[-SEAL:] if chance.randrange(2) else data[:-SEAL - chance.randrange(1, 600)] + data[-SEAL:]


def hdf5_end(data, chance, _):
    """Where HDF5's superblock says that its data end."""
    end = int.from_bytes(data[28:36], "little")
    said = chance.choice((0, end - 1, end + 1, end + SEAL, 2 ** 63, 2 ** 64 - 1, chance.randrange(2 * end), chance.randrange(2 ** 64)))
    damaged = data[:28] + said.to_bytes(8, "little") + data[36:]
    return damaged if chance.randrange(2) else damaged[:-SEAL]


def write_flag(data, chance, _):
    """HDF5's flags of files that are open for writing, without the checksum that goes with them."""
    return data[:11] + bytes([chance.randrange(1, 256)]) + data[12:]


DAMAGES = [truncate, flip_bit, flip_seal_bit, zero_run, noise_run, swap_blocks, repeat_block, insert, remove, others_tail, others_seal,
           seal_field, cut_seal, append, before_the_seal, hdf5_end, write_flag]


def run(*arguments):
    done = subprocess.run([harness.PROGRAM, *arguments], capture_output=True, stdin=subprocess.DEVNULL, env=harness.environment(),
                          timeout=harness.patience(), preexec_fn=harness.plain_signals, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def complaint(command, path, is_whole):
    code, out, err = run(command, path)
    if is_whole:
        return "" if code == 0 and out else f"{command}: a whole file ends with {code}: {err}"
    if code != 65 or out or path.name not in err or not any(word in err for word in WORDS):
        return f"{command}: {code} {err!r} {out[:100]!r}"
    return ""


def check_one(folder, number, good, other):
    chance = random.Random(SEED + number)
    damage = DAMAGES[number % len(DAMAGES)]
    data = damage(good, chance, other)
    path = folder / f"damaged-{number}.h5"
    path.write_bytes(data)
    wrong = [complaint(command, path, data == good) for command in (("show", "export") if number % 10 == 0 else ("show",))]
    path.unlink()
    return damage.__name__, data == good, [f"{damage.__name__} {number}: {text}" for text in wrong if text]


def check_giants(folder, good):
    """A terabyte of nothing behind a good file, or before its seal: refused, or at least stopped by a signal."""
    path = folder / "giant.h5"
    path.write_bytes(good)
    try:
        os.truncate(path, 1 << 40)
    except OSError as error:
        return [], f"no file of 1 TiB here: {error}"
    begin = time.monotonic()
    wrong = [text for text in [complaint("show", path, False)] if text]
    with path.open("r+b") as file:
        file.seek(-SEAL, os.SEEK_END)
        file.write(good[-SEAL:-SEAL + 16] + ((1 << 40) - SEAL).to_bytes(8, "little") + good[-SEAL + 24:])
    if time.monotonic() - begin > harness.hangs_after(5):  # to its end it would take minutes
        wrong.append("a file of 1 TiB that says it is smaller is read to its end")
    child = subprocess.Popen([harness.PROGRAM, "show", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             preexec_fn=harness.plain_signals)
    harness.wait_for_work(child, 0.2)
    child.send_signal(2)
    _, err = child.communicate(timeout=harness.hangs_after(2))
    if child.returncode != -2:  # `show` has nothing to clean up: the signal itself ends it
        wrong.append(f"show of 1 TiB, interrupted: {child.returncode} {err!r}")
    path.unlink()
    return wrong, "a file of 1 TiB is refused at once"


def check_versions(folder, good):
    """A newer minor version is read, other major versions are refused with what to do."""
    wrong = []
    newer = "use a newer cellcast"
    for major, minor, code, word in ((2, 9, 0, ""), (3, 0, 65, newer), (65535, 1, 65, newer), (0, 9, 65, "damaged"), (1, 0, 65, "damaged")):
        path = folder / "version.h5"
        path.write_bytes(good[:8 - SEAL] + major.to_bytes(2, "little") + minor.to_bytes(2, "little") + good[12 - SEAL:])
        found, _, err = run("show", path)
        if found != code or word not in err:
            wrong.append(f"format {major}.{minor}: {found} {err!r}")
    return wrong


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    folder = pathlib.Path(tempfile.mkdtemp(prefix="cellcast-damages-"))
    try:
        for name, seed in (("good", "1"), ("other", "2")):
            arguments = ["--trials", "2000", "--set", "outputs.samples=500", "--seed", seed, "-o", folder / f"{name}.h5"]
            assert run("run", harness.SMALL, *arguments)[0] == 0
        good, other = ((folder / f"{name}.h5").read_bytes() for name in ("good", "other"))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda number: check_one(folder, number, good, other), range(count)))
        wrong = [text for _, _, texts in results for text in texts]
        giants, giants_word = check_giants(folder, good)
        wrong += giants + check_versions(folder, good)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    kinds = collections.Counter(name for name, _, _ in results)
    harmless = sum(is_whole for _, is_whole, _ in results)
    print("\n".join(wrong))
    print(f"{count} damages ({', '.join(f'{n} {kind}' for kind, n in kinds.items())}): {count - harmless - len(wrong)} refused, "
          f"{harmless} changed nothing; {giants_word}; {len(wrong)} wrong")
    return 1 if wrong or harmless * 10 > count else 0


if __name__ == "__main__":
    sys.exit(main())
