"""Compiling linked rules to one plain Python function.

Person-level rules become loops over the members, household-level rules straight code
between them.  Values live in local variables; nothing is looked up by name at run time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple

from civbenefits.engine.rules import Rule
from civbenefits.expressions.emitting import HELPERS, Atom, Frame, Writer, emit
from civbenefits.facts.household import Household
from civbenefits.records import Record

Run = Callable[[Household, int, int], tuple[Any, ...]]
"""``(household, month_start, month_end)`` to the value of each output, in their order:
one value for a household-level rule, a list in the order of members for a person-level."""

Output = str | tuple[str, ...]
"""A rule by its key; or several, whose values come as a list of rows, one for each member."""


class Program(Record):
    """A compiled function and the Python text it was made from."""

    run: Run
    text: str


def compile_rules(
    rules: Mapping[str, Rule], outputs: Sequence[Output], inline: Iterable[str]
) -> Program:
    """A function that computes the outputs.

    Args:
        rules: the rules by key.
        outputs: the rules whose values are wanted.
        inline: keys of rules that are written out, with short-circuit, where they are used.
    """
    return _Compiler(rules, tuple(outputs), frozenset(inline)).program()


class _Stage(Record):
    """Rules of one kind that can be computed together."""

    level: int
    keys: list[str]


class _Refs(NamedTuple):
    """Rules that a rule needs: of the same person, of members in loops, of the household."""

    own: frozenset[str]
    crossing: frozenset[str]
    household: frozenset[str]


class _Compiler:
    def __init__(
        self,
        rules: Mapping[str, Rule],
        outputs: tuple[Output, ...],
        inline: frozenset[str],
    ) -> None:
        self._rules = rules
        self._outputs = outputs
        self._ends = tuple(dict.fromkeys(chain.from_iterable(map(_keys, outputs))))
        self._inline = {key: rules[key].tree for key in inline}
        self._names = {key: f"r{index}" for index, key in enumerate(rules)}
        self._known: dict[str, _Refs] = {}
        self._nullable: dict[str, bool] = {}
        self._household: dict[tuple[str, str], Atom] = {}
        self._lists = {key: f"{name}_all" for key, name in self._names.items()}
        self._out = Writer()

    def program(self) -> Program:
        wanted = self._closure()
        stages = self._stages([key for key in self._rules if key in wanted])
        stored = self._stored(stages)
        with self._out.block("def run(household, month_start, month_end):"):
            self._out.line("members = household.members")
            for stage in stages:
                if stage.level % 2:
                    for key in stage.keys:
                        self._household_rule(key)
                else:
                    self._person_stage(stage, stored)
            values = "".join(f"{self._result(each)}, " for each in self._outputs)
            self._out.line(f"return ({values})")
        text = "\n".join(self._out.lines)
        namespace: dict[str, Any] = {**HELPERS, **self._out.constants, "__builtins__": _BUILTINS}
        exec(compile(text, "<rules>", "exec"), namespace)  # noqa: S102 - text made by emit()
        return Program(namespace["run"], text)

    def _refs(self, key: str) -> _Refs:
        """What a rule refers to, through what is written inline; worked out once."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find_refs(key)
        return found

    def _find_refs(self, key: str) -> _Refs:
        own: set[str] = set()
        crossing: set[str] = set()
        household: set[str] = set()
        kinds = {"self": own, "household": household}
        waiting = list(self._rules[key].refs)
        while waiting:
            ref = waiting.pop()
            if ref.key in self._inline:
                waiting.extend(self._rules[ref.key].refs)
            else:
                kinds.get(ref.subject, crossing).add(ref.key)
        return _Refs(frozenset(own), frozenset(crossing), frozenset(household))

    def _needs(self, key: str) -> frozenset[str]:
        """Rules whose value must be there."""
        refs = self._refs(key)
        return refs.own | refs.crossing | refs.household

    def _closure(self) -> set[str]:
        wanted: set[str] = set()
        waiting = list(self._ends)
        while waiting:
            key = waiting.pop()
            if key not in wanted:
                wanted.add(key)
                waiting += self._needs(key)
        return wanted

    def _stages(self, keys: list[str]) -> list[_Stage]:
        """Even levels are loops over members, odd levels straight code."""
        levels: dict[str, int] = {}
        for key in self._in_order(keys):
            level = 0 if self._rules[key].of == "person" else -1
            crossing = self._refs(key).crossing
            for needed in self._needs(key):
                # What is of the other kind comes a level earlier anyway, for levels alternate.
                least = levels[needed] + (1 if needed in crossing else 0)
                level = max(level, least + (least - level) % 2)
            levels[key] = level
        stages: dict[int, _Stage] = {}
        for key, level in levels.items():
            stages.setdefault(level, _Stage(level, [])).keys.append(key)
        return [stages[level] for level in sorted(stages)]

    def _in_order(self, keys: list[str]) -> list[str]:
        """Keys so that each comes after what it needs."""
        done: dict[str, None] = {}

        def visit(key: str) -> None:
            if key not in done:
                for needed in sorted(self._needs(key)):
                    visit(needed)
                done[key] = None

        for key in keys:
            visit(key)
        return list(done)

    def _stored(self, stages: list[_Stage]) -> set[str]:
        """Person-level rules whose values are needed after their own loop."""
        stored = set(self._ends)
        for stage in stages:
            for key in stage.keys:
                stored |= self._needs(key) - set(stage.keys) | self._refs(key).crossing
        return stored

    def _household_rule(self, key: str) -> None:
        atom = self._guarded(key, self._frame({}))
        name = self._names[key]
        self._out.line(f"{name} = {atom.text}")
        self._household["household", key] = Atom(name, atom.nullable)

    def _person_stage(self, stage: _Stage, stored: set[str]) -> None:
        earlier = sorted(
            {
                needed
                for key in stage.keys
                for needed in self._refs(key).own
                if needed not in stage.keys
            }
        )
        kept = [key for key in stage.keys if key in stored]
        for key in kept:
            self._out.line(f"{self._lists[key]} = []")
        values = {("self", key): Atom(self._names[key], self._nullable[key]) for key in earlier}
        heads = "".join(f", {self._names[key]}" for key in earlier)
        lists = "".join(f", {self._lists[key]}" for key in earlier)
        head = f"for m{heads} in zip(members{lists}):" if earlier else "for m in members:"
        with self._out.block(head):
            for key in stage.keys:
                atom = self._guarded(key, self._frame(values))
                self._nullable[key] = atom.nullable
                name = self._names[key]
                self._out.line(f"{name} = {atom.text}")
                values = {**values, ("self", key): Atom(name, atom.nullable)}
                if key in kept:
                    self._out.line(f"{self._lists[key]}.append({name})")

    def _guarded(self, key: str, frame: Frame) -> Atom:
        """An amount is computed only for who receives it; for who does not it is 0.

        Nobody owes anything: below 0 there is none.
        """
        rule: Rule = self._rules[key]
        if rule.guard is None:
            return emit(rule.tree, frame, self._out)
        received = frame.values[rule.guard.subject, rule.guard.key].text
        name = self._out.name()
        self._out.line(f"{name} = 0 if {received} is False else None")
        with self._out.block(f"if {received}:"):
            atom = emit(rule.tree, frame, self._out)
            self._out.line(f"{name} = {atom.text}")
            known = f"{name} is not None and " if atom.nullable else ""
            with self._out.block(f"if {known}{name} < 0:"):
                self._out.line(f"{name} = None")
        return Atom(name, True)

    def _frame(self, values: Mapping[tuple[str, str], Atom]) -> Frame:
        objects = {"self": "m", "household": "household"}
        return Frame(objects, {**self._household, **values}, self._lists, self._inline)

    def _result(self, output: Output) -> str:
        if isinstance(output, str):
            return self._lists[output] if self._of_person(output) else self._names[output]
        columns = [
            self._lists[key] if self._of_person(key) else f"repeat({self._names[key]})"
            for key in output
        ]
        return f"list(zip({', '.join(columns)}))"

    def _of_person(self, key: str) -> bool:
        return self._rules[key].of == "person"


def _keys(output: Output) -> tuple[str, ...]:
    return (output,) if isinstance(output, str) else output


_BUILTINS: Mapping[str, object] = {
    "list": list,
    "max": max,
    "min": min,
    "repeat": repeat,
    "zip": zip,
}
