#!/usr/bin/python3
"""Damages the files of work folders in 500 ways and more, by a fixed seed: shards and plans are refused by `status` and `merge`, each with
exit code 65 and its name; a checkpoint costs nothing but time: `resume` comes to the same bytes.

check_work_damages.py [COUNT]. Only a damage that changes no byte may go unnoticed.
"""
import collections
import concurrent.futures
import random
import sys

import check_damages
import shim
import work

SEED = 20261127
TRIALS = 2000
WORDS = ("damaged", "truncated", "use the cellcast that wrote it", "another kind of file")


def flip_header_bit(data, chance, _):
    at = chance.randrange(128)
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1:]


def truncate_in_header(data, chance, _):
    return data[:chance.randrange(129)]


def others_header(data, _, other):
    return other[:128] + data[128:]


def others_contents(data, _, other):
    return data[:128] + other[128:]


DAMAGES = [check_damages.truncate, check_damages.flip_bit, flip_header_bit, truncate_in_header, check_damages.zero_run, check_damages.noise_run,
           check_damages.insert, check_damages.remove, others_header, others_contents]


class Checker:
    def __init__(self):
        shards = [work.run_of(TRIALS, "--work", "w", "--shard", f"{number}/3") for number in range(3)]
        self.done = work.computed(*shards)
        self.plan, (self.first, self.second, _) = "w/plan", work.shard_names(self.done)
        self.result = work.computed(["merge", "w", "-o", "x.h5"], files=self.done)["x.h5"]
        halves = work.computed(work.run_of(TRIALS, "--work", "w", "--shard", "0/6"))
        self.checkpoint = self.first.replace(".shard", ".checkpoint")
        self.begun = {name: data for name, data in self.done.items() if name != self.first}
        self.begun[self.checkpoint] = work.checkpoint_of(self.done[self.first], halves[work.shard_names(halves)[0]])
        assert b'"begun": [0]' in self.output(self.begun, ["status", "w", "--json"])

    def output(self, files, arguments):
        bench = shim.Bench()
        bench.fill(files)
        outcome = bench.run(arguments)
        bench.close()
        assert outcome.code == 0, outcome.err
        return outcome.out

    def refused(self, bench, arguments, name):
        outcome = bench.run(arguments)
        said = outcome.err + outcome.out.decode("utf-8", "replace")
        if outcome.code == 65 and name in said and any(word in said for word in WORDS) and bench.content("x.h5") is None:
            return []
        return [f"{arguments[0]}: {outcome.code} {said!r}"]

    def check(self, number):
        """(what was damaged and how, whether no byte has changed, what is wrong)"""
        chance = random.Random(SEED + number)
        damage = DAMAGES[number % len(DAMAGES)]
        name = (self.second, self.second, self.plan, self.checkpoint)[number // len(DAMAGES) % 4]
        files = dict(self.begun if name == self.checkpoint else self.done)
        good, other = files[name], files[self.plan if name != self.plan else self.second]
        files[name] = damage(good, chance, other)
        bench, wrong = shim.Bench(), []
        bench.fill(files)
        if name == self.checkpoint or files[name] == good:
            for arguments in (["status", "w"], ["resume", "w", "-o", "x.h5", "--threads", "2"]):
                outcome = bench.run(arguments)
                wrong += [f"{arguments[0]}: {outcome.code} {outcome.err}"] if outcome.code != 0 else []
            if bench.files() != {**self.done, "x.h5": self.result}:
                wrong.append(f"resume leaves {bench.names()}, or other bytes")
        else:
            wrong += self.refused(bench, ["status", "w"], name) + self.refused(bench, ["merge", "w", "-o", "x.h5"], name)
        bench.close()
        what = f"{damage.__name__} of {name.rpartition('.')[2].rpartition('/')[2]}"
        return what, files[name] == good, [f"{what} {number}: {text}" for text in wrong]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    checker = Checker()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(checker.check, range(count)))
    wrong = [text for _, _, texts in results for text in texts]
    harmless = sum(is_whole for _, is_whole, _ in results)
    kinds = collections.Counter(what.split()[-1] for what, _, _ in results)
    print("\n".join(wrong))
    print(f"{count} damages ({', '.join(f'{n} {kind}' for kind, n in kinds.items())}), {harmless} changed nothing; {len(wrong)} wrong")
    return 1 if wrong or harmless * 10 > count else 0


if __name__ == "__main__":
    sys.exit(main())
