"""Change the engine, the expressions and the money in small ways, and see whether tests notice.

``python -m tests.mutation [--sample 600 --seed 1] [--processes 2] [--survivors FILE]``

mutmut makes the mutants and runs the tests (``[tool.mutmut]`` in ``pyproject.toml``); what it
finds is kept in ``mutants/``, where ``mutmut browse`` shows it. Strict types are a gate of
every change, so that a mutant that mypy refuses is found, and no test is run on it. Without
``--sample`` all others are tried; with it a random part of them, the same for the same seed
and the same code, and the share that is found in it holds for all within the limits printed.
What was tried before is not tried again unless its code has changed; ``--again`` tries those
again that survived, ``--tell`` none at all.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
MUTANTS: Final = ROOT / "mutants"
BESIDE: Final = Path(sys.executable).parent
TYPES: Final = ("mypy", "--config-file", "tests/mutation/mypy.ini", "--output", "json")

# Codes of mutmut, which takes what it makes of them from the tests' exit codes.
SURVIVED: Final = 0
BROKEN: Final = (3, 255)
"""pytest itself failed, or mutmut did; mutmut takes them for killed and for late."""
SKIPPED: Final = 34
BY_TYPES: Final = 37

Code = int | None
"""What became of a mutant; None where it was not tried."""


def main() -> int:
    """Run mutmut, and say what share of the mutants was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--sample", type=int, metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--survivors", type=Path, metavar="FILE", help="write their differences")
    parser.add_argument("--again", action="store_true", help="try survivors again")
    parser.add_argument("--tell", action="store_true", help="tell what was found before")
    options = parser.parse_args()
    run = ("run", "--max-children", str(options.processes))
    if not options.tell:
        _make(*run)
        refused = _refused()
        _alter(lambda name, code: _by_types(code, refused=name in refused))
    codes = _codes()
    asked = sorted(name for name, code in codes.items() if code != BY_TYPES)
    if options.sample is not None:
        asked = Random(options.seed).sample(asked, min(options.sample, len(asked)))  # noqa: S311
    if not options.tell:
        _try(set(asked), run, again=options.again)
        codes = _codes()
    _report({name: codes[name] for name in asked}, codes.values())
    if options.survivors is not None:
        options.survivors.write_text(_differences(asked, codes), encoding="utf-8")
    return 0


# Mutants --------------------------------------------------------------------------


def _make(*run: str) -> None:
    """Make the mutants, and look which test reaches what: mutmut does so before all else."""
    done = _mutmut(*run, "no mutant is called so", check=False, stderr=subprocess.PIPE)
    if "nothing matches" not in done.stderr:
        raise SystemExit(done.stderr or "mutmut could not run the tests")


def _try(asked: Collection[str], run: tuple[str, ...], *, again: bool) -> None:
    if again:
        _alter(lambda name, code: None if name in asked and code in {SURVIVED, *BROKEN} else code)
    _alter(lambda name, code: SKIPPED if name not in asked and code is None else code)
    try:
        _mutmut(*run)
    finally:
        _alter(lambda name, code: None if code == SKIPPED else code)


def _kept() -> Iterator[tuple[Path, dict[str, Any]]]:
    """What mutmut keeps of each module."""
    for path in sorted(MUTANTS.rglob("*.py.meta")):
        yield path, json.loads(path.read_text(encoding="utf-8"))


def _codes() -> dict[str, Code]:
    return {name: code for _, kept in _kept() for name, code in kept["exit_code_by_key"].items()}


def _alter(changed: Callable[[str, Code], Code]) -> None:
    for path, kept in _kept():
        before = kept["exit_code_by_key"]
        after = {name: changed(name, code) for name, code in before.items()}
        if after != before:
            kept["exit_code_by_key"] = after
            path.write_text(json.dumps(kept, indent=4), encoding="utf-8")


# Types ----------------------------------------------------------------------------


def _refused() -> Collection[str]:
    """The mutants that mypy refuses."""
    done = subprocess.run(  # noqa: S603 - as above
        [BESIDE / TYPES[0], *TYPES[1:], "civbenefits"],
        cwd=MUTANTS,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    lines: dict[str, set[int]] = {}
    for line in done.stdout.splitlines():
        fault = json.loads(line)
        if fault["severity"] == "error":
            lines.setdefault(fault["file"], set()).add(fault["line"])
    return {name for file, each in lines.items() for name in _at(file, each)}


def _at(file: str, lines: Iterable[int]) -> Iterator[str]:
    """The mutants of a module that these lines are part of."""
    spans = json.loads((MUTANTS / f"{file}.spans").read_text(encoding="utf-8"))["spans"]
    ordered = sorted((first, last, name) for name, (first, last) in spans.items())
    module = file.removesuffix(".py").replace("/", ".")
    for line in lines:
        place = bisect_right(ordered, line, key=lambda each: each[0]) - 1
        _, last, name = ordered[place]
        if place < 0 or line > last or name.endswith("__mutmut_orig"):
            raise SystemExit(f"mypy refuses what is no mutant: {file}:{line}")
        yield f"{module}.{name}"


def _by_types(code: Code, *, refused: bool) -> Code:
    if refused:
        return BY_TYPES
    return None if code == BY_TYPES else code


# What was found -------------------------------------------------------------------


def _report(asked: Mapping[str, Code], every: Collection[Code]) -> None:
    tried = [code for code in asked.values() if code is not None]
    for state, count in Counter(map(_state, tried)).most_common():
        print(f"{count:6} {state}")
    by_types = sum(code == BY_TYPES for code in every)
    print(f"of {len(every)} mutants types refuse {by_types}; of the others {len(tried)} were tried")
    if not tried:
        return
    found = sum(_is_found(code) for code in tried)
    limits = _limits(found, len(tried))
    if len(tried) == len(every) - by_types:
        limits = (found / len(tried),) * 2
    _share("found by tests, of those that types accept", *limits)
    _share(
        "found by types or tests, of all",
        *((by_types + each * (len(every) - by_types)) / len(every) for each in limits),
    )


def _share(what: str, low: float, high: float) -> None:
    known = f"{100 * low:.1f} %"
    print(f"{what}: {known if low == high else f'{known} to {100 * high:.1f} %, at 95 %'}")


def _limits(found: int, of: int) -> tuple[float, float]:
    """Wilson's limits for the share in all that a sample was drawn from."""
    z, share = 1.96, found / of
    middle = share + z * z / (2 * of)
    width = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - width) / (1 + z * z / of), (middle + width) / (1 + z * z / of)


def _state(code: Code) -> str:
    from mutmut.stats import status_by_exit_code

    if code in BROKEN:
        return "could not be tried"
    return str(status_by_exit_code[code])


def _is_found(code: Code) -> bool:
    return _state(code) in {"killed", "timeout"}


def _differences(asked: Iterable[str], codes: Mapping[str, Code]) -> str:
    """What was changed where no test noticed."""
    lost = [name for name in asked if codes[name] is not None and not _is_found(codes[name])]
    shown = [_mutmut("show", name, stdout=subprocess.PIPE).stdout for name in sorted(lost)]
    return "\n".join(shown)


def _mutmut(
    *arguments: str, check: bool = True, stdout: int | None = None, stderr: int | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - names of mutants
        [BESIDE / "mutmut", *arguments],
        cwd=ROOT,
        check=check,
        stdout=stdout,
        stderr=stderr,
        text=True,
    )


if __name__ == "__main__":
    sys.exit(main())
