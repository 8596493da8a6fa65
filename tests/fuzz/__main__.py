"""Fuzz the reader of tables, the language of expressions and the reader of households.

``python -m tests.fuzz --minutes 10 [--only table] [--keep FOLDER]``

Whatever ends in anything but an error of the library's own, takes too long or too much
memory is made as small as can be, told, and kept in the folder. The exit code is 1 then.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import resource
import signal
import sys
import time
import traceback
import warnings
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import NoReturn

os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", ".hypothesis")

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.inputs import INPUTS
from tests.fuzz.targets import TARGETS

SECONDS = 10
"""One input may take so long."""
MEMORY = 2 << 30
"""Bytes of memory that the whole run may take."""
ROUND = 400


class TooLongError(Exception):
    """An input took too long."""


def _late(number: int, frame: FrameType | None) -> NoReturn:
    raise TooLongError(f"more than {SECONDS} s")


def main() -> int:
    """Run, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--only", choices=list(TARGETS))
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    faulthandler.enable()
    warnings.simplefilter("error")
    signal.signal(signal.SIGALRM, _late)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    names = [options.only] if options.only else list(TARGETS)
    start = time.monotonic()
    number = options.seed if options.seed is not None else int(time.time())
    print(f"seed {number}")
    tried = dict.fromkeys(names, 0)
    found = 0
    turn = 0
    while time.monotonic() - start < options.minutes * 60:
        name = names[turn % len(names)]
        found += _round(name, number + turn, options.keep, tried)
        turn += 1
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    counts = ", ".join(f"{name} {count}" for name, count in tried.items())
    print(f"tried: {counts}; found: {found}; at most {most} MB")
    return 1 if found else 0


def _round(name: str, number: int, keep: Path, tried: dict[str, int]) -> int:
    last: list[object] = []

    @seed(number)
    @settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(st.deferred(INPUTS[name]))
    def run(data: object) -> None:
        tried[name] += 1
        signal.alarm(SECONDS)
        try:
            TARGETS[name](data)
        except BaseException:
            last[:] = [data]
            raise
        finally:
            signal.alarm(0)

    try:
        run()
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
        traceback.print_exc(limit=-6)
        keep.mkdir(parents=True, exist_ok=True)
        content = last[0] if last else b""
        raw = content if isinstance(content, bytes) else str(content).encode("utf-8", "replace")
        file = keep / f"{name}-{sha256(raw).hexdigest()[:12]}"
        file.write_bytes(raw)
        print(f"found ({name}), kept in {file}: {content!r}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
