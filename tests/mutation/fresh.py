"""A plugin for pytest: no test under mutation is answered from what other code left behind.

Rules that were linked and compiled before stay in memory, and tables that were checked before
stay in a folder. Both would hide a mutant from every test but the first that gets there. So

* nothing that was remembered while the tests were collected is left when they run;
* while mutmut looks which test reaches what, nothing is left from one test to the next;
* of the built-in tables the shape alone counts as checked, which no mutated module has a part
  in: they are linked and compiled anew in every process.

Quick tests run first, and functions that are not mutated are called without the detour over
mutmut, which would take most of the time.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Iterator, Mapping
from time import process_time
from types import FunctionType, ModuleType
from typing import TypeGuard
from zlib import crc32

import pytest
from mutmut.mutation import trampoline
from mutmut.state import state

from civbenefits.engine import library
from civbenefits.located import Located
from civbenefits.tables.loading import fingerprint, table_files
from civbenefits.tables.shapes import read_checked
from civbenefits.tables.store import recall

EXPLAINED = "tests/engine/test_explaining.py::test_the_tree_settles_the_decision["
"""These take as long as all others together."""

_kept: dict[str, Mapping[str, Located]] = {}


def pytest_configure() -> None:
    """Read the built-in tables, once for all processes that are forked from this one.

    What nests deeply takes three times the frames where every function is called through
    another one.
    """
    sys.setrecursionlimit(3 * 1000)
    if not _kept:
        files = table_files(library.built_in_folder(), library.BUILT_IN)
        read = {f"0/{file.name}": read_checked(file, []) for file in files}
        data = {name: json.loads(json.dumps(each.data)) for name, each in read.items() if each}
        _kept[fingerprint(files)] = {name: Located(each, {}) for name, each in data.items()}
        vars(library)["recall"] = lambda print_: _kept.get(print_) or recall(print_)


@pytest.fixture(scope="session", autouse=True)
def _empty_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CIVBENEFITS_CACHE", str(tmp_path_factory.mktemp("store")))
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run quick tests first, the same order each time; mutmut knows how long they took."""
    left_out = [item for item in items if _is_one_of_many(item.nodeid)]
    config.hook.pytest_deselected(items=left_out)
    took = state().duration_by_test
    kept = [item for item in items if item not in left_out]
    items[:] = sorted(kept, key=lambda item: took.get(item.nodeid, 0))


def _is_one_of_many(nodeid: str) -> bool:
    """Of the worked cases that are explained one by one, a quarter is tried, always the same."""
    return nodeid.startswith(EXPLAINED) and crc32(nodeid.encode()) % 4 != 0


def pytest_collection_finish(session: pytest.Session) -> None:
    """Forget what was remembered while test modules were imported."""
    _forget()
    mutant = os.environ.get("MUTANT_UNDER_TEST", "")
    if "__mutmut_" in mutant:
        _limit_time(sum(state().duration_by_test.get(item.nodeid, 0) for item in session.items))
        _without_detours(mutant.rpartition("__mutmut_")[0])
        vars(trampoline)["get_mutant_under_test"] = lambda: mutant


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Let every test reach what it relies on, while mutmut looks at that."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        _forget()


def _forget() -> None:
    for module in _modules():
        for value in list(vars(module).values()):
            clear = getattr(value, "cache_clear", None)
            if callable(clear):
                clear()


def _limit_time(usual: float) -> None:
    """End a mutant that does not end: by its own time, whatever else the machine does."""
    if not usual:  # run by hand
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(process_time() + usual) + 30
    soft = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, most))


def _without_detours(mutated: str) -> None:
    """Put functions back where mutmut put what chooses between a function and its mutants."""
    modules = _modules()
    classes = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    ]
    for holder in (*modules, *classes):
        for name, value in list(vars(holder).items()):
            if _is_detour(value) and _mangled(value) != mutated:
                setattr(holder, name, vars(value)["__wrapped__"])


def _is_detour(value: object) -> TypeGuard[FunctionType]:
    return (
        isinstance(value, FunctionType)
        and value.__code__.co_filename == trampoline.__file__
        and "__wrapped__" in vars(value)
    )


def _mangled(function: FunctionType) -> str:
    """What mutmut makes of the name of a function."""
    name = function.__qualname__
    inside = f"xǁ{name.replace('.', 'ǁ')}" if "." in name else f"x_{name}"
    return f"{function.__module__}.{inside}"


def _modules() -> list[ModuleType]:
    ours = {"civbenefits", "tests"}
    return [module for name, module in sys.modules.items() if name.partition(".")[0] in ours]
