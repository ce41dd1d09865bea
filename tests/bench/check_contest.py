#!/usr/bin/python3
"""The method by which scripts/benchmarking finds a rate, on programs that take a known time: no clock is looked at.

Last line: `N passed, N failed`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / "tests" / "reference"), str(SOURCE / "scripts" / "benchmarking")]

import accuracy  # noqa: E402
import contest  # noqa: E402
from comparison import Tally  # noqa: E402
from contest import BenchError, Contender, Finished  # noqa: E402


def pretend(times: Iterator[float]) -> None:
    """Every run takes the next of these times, and says so as peers do, with two numbers of threads: one of them takes twice as long."""

    def run(command: list[str], without: object = ()) -> Finished:
        del without
        trials, seconds = int(command[-1]), next(times)
        said = [{"threads": threads, "trials": trials, "seconds": 2 * seconds / threads} for threads in (1, 2)]
        return Finished(seconds, seconds, trials, "\n".join(map(json.dumps, said)))

    contest.run = run


def contender(**how: int) -> Contender:
    return Contender("it", lambda trials: ["it", str(trials)], **how)


def near(rate: float, expected: float) -> bool:
    return abs(rate / expected - 1) < 1e-12


def main() -> int:
    tally = Tally()

    # A second of start-up, 1,000 trials a second: 2,000 trials take 3 s, 500 take 1.5 s.
    pretend(iter([1.5, 3.0, 1.5, 3.0]))
    short = contender(trials=2000, threads=2, base=500)
    short.take_turn()
    tally.check(list(short.rates) == [2] and near(short.rates[2][0], 1000), f"without its start: {short.rates}")
    tally.check(short.peak == 2000, f"the larger run is the one whose memory counts: {short.peak}")
    peer = contender(trials=2000, base=500)
    peer.take_turn()
    tally.check(near(peer.rates[1][0], 500) and near(peer.rates[2][0], 1000), f"a peer, by what it says: {peer.rates}")

    pretend(iter([3.0]))
    whole = contender(trials=2000, threads=2)
    whole.take_turn()
    tally.check(near(whole.rates[2][0], 2000 / 3), f"with its start: {whole.rates}")

    # An error of 0.01 at 512 trials that falls as 1 / n is within 0.001 / 1.96 at 10,035 trials: whole nets have 16,384. As 1 / sqrt(n), at 196,700.
    lengths = [512, 1024, 2048]
    found = accuracy.fewest(lengths, [0.01 * 512 / n for n in lengths])
    tally.check(found == 16_384, f"an error that falls as 1 / n: {found}")
    found = accuracy.fewest(lengths, [0.01 * (512 / n) ** 0.5 for n in lengths])
    tally.check(found == 262_144, f"an error that falls as 1 / sqrt(n): {found}")
    # The density of a normal law at its median is 0.3989 / sd: sd = 1, median = 10 take (1.96 x 1.2533 / 0.01)^2 trials.
    found = accuracy.Truth(10.0, 0.398942).independent_trials()
    tally.check(found == 60_343 or abs(found - 60_343) < 5, f"independent trials: {found}")

    # Disturbed: the smaller run takes longer. It is measured again, and given up in the end.
    pretend(iter([4.0, 3.0, 3.0, 3.0, 1.5, 3.0]))
    disturbed = contender(trials=2000, threads=2, base=500)
    disturbed.take_turn()
    tally.check(len(disturbed.rates[2]) == 1 and near(disturbed.rates[2][0], 1000), f"disturbed twice: {disturbed.rates}")
    pretend(iter([4.0, 3.0] * contest.ATTEMPTS))
    try:
        disturbed.take_turn()
        tally.check(False, "a rate of a run that took no time")
    except BenchError as error:
        tally.check("too busy" in str(error), str(error))

    tally.check(contest.ratios([2.0, 9.0, 4.0], [1.0, 3.0, 1.0]) == (3.0, 2.0, 4.0), "ratios are those of a round: median, least, most")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
