"""Writing a tree as Python statements under Kleene logic, ``None`` being unknown.

Text of a table never reaches the output except as the ``repr`` of a checked literal;
every name in the output is made here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, NamedTuple, assert_never

from civbenefits.expressions import nodes as n
from civbenefits.money import exact_quotient, round_down, round_half_up, round_up
from civbenefits.place_codes import beginnings, within
from civbenefits.records import Record

HELPERS: Mapping[str, object] = {
    "quotient": exact_quotient,
    "round_up": round_up,
    "round_down": round_down,
    "round_half_up": round_half_up,
    "within": within,
}
"""What emitted code may call."""


class Atom(NamedTuple):
    """A short Python expression, and whether it can be None."""

    text: str
    nullable: bool


class Writer:
    """Collects indented lines and makes up names."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._indent = 0
        self._names = 0
        self.constants: dict[str, object] = {}

    def line(self, text: str) -> None:
        """Add a line."""
        self.lines.append(" " * self._indent + text)

    def name(self, kind: Literal["t", "v"] = "t") -> str:
        """A fresh local name: ``t`` for a passing value, ``v`` for one that is read again."""
        self._names += 1
        return f"{kind}{self._names}"

    def is_fresh(self, text: str) -> bool:
        """Whether a passing value was the last to be named, so that nothing else reads it."""
        return text == f"t{self._names}"

    def constant(self, value: object) -> str:
        """A name for an object that is made once."""
        name = f"K{len(self.constants)}"
        self.constants[name] = value
        return name

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """An indented block."""
        self.line(head)
        self._indent += 1
        yield
        self._indent -= 1


class Frame(Record):
    """What is in reach at one point of the code.

    Attributes:
        objects: the Python name of the object each subject stands for.
        values: the Python name of each rule's value, by subject and key.
        lists: the Python name of the list of each person-level rule's values, by key.
        inline: trees that are written out where they are referred to, by key.
    """

    objects: Mapping[str, str]
    values: Mapping[tuple[str, str], Atom]
    lists: Mapping[str, str]
    inline: Mapping[str, n.Node]

    def inside(self, variable: str, name: str, values: Mapping[str, str]) -> Frame:
        """The frame of a loop body."""
        added = {(variable, key): Atom(text, True) for key, text in values.items()}
        objects = {**self.objects, variable: name}
        return Frame(objects, {**self.values, **added}, self.lists, self.inline)


def emit(node: n.Node, frame: Frame, out: Writer) -> Atom:  # noqa: C901 - one arm a node
    """Write what computes a tree; the value is then in the atom."""
    match node:
        case n.Const(value=value):
            return Atom(_literal(value, out), False)
        case n.Unrecorded():
            return Atom("None", True)
        case n.FactRef():
            return _fact(node, frame, out)
        case n.RuleRef():
            if node.key in frame.inline:
                return emit(frame.inline[node.key], frame, out)
            return frame.values[node.subject, node.key]
        case n.Age():
            born, name = frame.objects[node.subject], out.name()
            out.line(f"{name} = {born}.born_ymd")
            years = f"({node.day} - {name}) // 10000"
            if node.day == "month_start":  # nobody is born after the month's last day
                years = f"({years} if {name} <= {node.day} else 0)"
            out.line(f"{name} = {born}.age if {name} is None else {years}")
            return Atom(name, True)
        case n.Lookup():
            return _lookup(node, frame, out)
        case n.Banded():
            return _banded(node, frame, out)
        case n.Not():
            operand = emit(node.operand, frame, out)
            return _bind([operand], f"not {operand.text}", out)
        case n.Logic():
            return _logic(node, frame, out)
        case n.Compare() | n.Arithmetic():
            left, right = emit(node.left, frame, out), emit(node.right, frame, out)
            if node.op == "/":
                return _bind([left, right], f"quotient({left.text}, {right.text})", out, right)
            return _bind([left, right], f"{left.text} {node.op} {right.text}", out)
        case n.Among():
            operand = emit(node.operand, frame, out)
            values = "(" + "".join(f"{_literal(v, out)}, " for v in node.values) + ")"
            op = "not in" if node.negated else "in"
            return _bind([operand], f"{operand.text} {op} {values}", out)
        case n.Extreme():
            operands = [emit(each, frame, out) for each in node.operands]
            listed = ", ".join(each.text for each in operands)
            return _bind(operands, f"{node.op}({listed})", out)
        case n.Round():
            operand = emit(node.operand, frame, out)
            helper = "round_" + node.direction.replace(" ", "_")
            return _bind([operand], f"{helper}({operand.text}, {node.unit})", out)
        case n.IfElse():
            return _if_else(node, frame, out)
        case n.FirstKnown():
            return _first_known(node, frame, out)
        case n.Either():
            first, second = emit(node.first, frame, out), emit(node.second, frame, out)
            name = out.name()
            out.line(f"{name} = {first.text}")
            with out.block(f"if {name} != {second.text}:"):
                out.line(f"{name} = None")
            return Atom(name, True)
        case n.Within():
            operand = emit(node.operand, frame, out)
            inside = f"True if {operand.text}.startswith({beginnings(node.code)!r}) else "
            name = out.name()
            out.line(
                f"{name} = None if {operand.text} is None else "
                f"({inside}within({operand.text}, {node.code!r}))"
            )
            return Atom(name, True)
        case n.Aggregate():
            return _aggregate(node, frame, out)
    assert_never(node)


def _literal(value: n.Constant, out: Writer) -> str:
    if isinstance(value, bool | int | str):
        return f"({value})" if isinstance(value, int) and value < 0 else repr(value)
    return out.constant(value)


def _bind(operands: list[Atom], text: str, out: Writer, divisor: Atom | None = None) -> Atom:
    """An expression over operands: None where one of them is, or the divisor is 0."""
    tests = [f"{each.text} is None" for each in operands if each.nullable]
    if divisor is not None:
        tests.append(f"{divisor.text} == 0")
    name = out.name()
    if tests:
        out.line(f"{name} = None if {' or '.join(tests)} else {text}")
        return Atom(name, True)
    out.line(f"{name} = {text}")
    return Atom(name, False)


def _fact(node: n.FactRef, frame: Frame, out: Writer) -> Atom:
    name = out.name()
    # Money facts have their whole fen beside them.
    companion = "_fen" if node.fact.kind == "money" else ""
    out.line(f"{name} = {frame.objects[node.subject]}.{'.'.join(node.path)}{companion}")
    return Atom(name, True)


def _lookup(node: n.Lookup, frame: Frame, out: Writer) -> Atom:
    key = emit(node.key, frame, out)
    name = out.name()
    table = out.constant({k: v for k, v in node.table if v is not None})
    test = f"None if {key.text} is None else " if key.nullable else ""
    out.line(f"{name} = {test}{table}.get({key.text})")
    return Atom(name, True)


def _banded(node: n.Banded, frame: Frame, out: Writer) -> Atom:
    key = emit(node.key, frame, out)
    name = out.name()
    out.line(f"{name} = None")
    with out.block(f"if {key.text} is not None:" if key.nullable else "if True:"):
        word = "if"
        for low, value in reversed(node.bands):
            with out.block(f"{word} {key.text} >= {_literal(low, out)}:"):
                out.line(f"{name} = {'None' if value is None else _literal(value, out)}")
            word = "elif"
    return Atom(name, True)


def _logic(node: n.Logic, frame: Frame, out: Writer) -> Atom:
    """``and``: the first False wins, then None; ``or`` the other way round."""
    neutral = "True" if node.op == "and" else "False"
    final = "False" if node.op == "and" else "True"
    first = emit(node.operands[0], frame, out)
    name, nullable = first
    if not out.is_fresh(name):
        name = out.name()
        out.line(f"{name} = {first.text}")
    for operand in node.operands[1:]:
        with out.block(f"if {name} is not {final}:"):
            atom = emit(operand, frame, out)
            with out.block(f"if {atom.text} is not {neutral}:"):
                out.line(f"{name} = {atom.text}")
        nullable = nullable or atom.nullable
    return Atom(name, nullable)


def _if_else(node: n.IfElse, frame: Frame, out: Writer) -> Atom:
    test = emit(node.test, frame, out)
    name = out.name()
    with out.block(f"if {test.text}:"):
        yes = emit(node.yes, frame, out)
        out.line(f"{name} = {yes.text}")
    if test.nullable:
        with out.block(f"elif {test.text} is None:"):
            out.line(f"{name} = None")
    with out.block("else:"):
        no = emit(node.no, frame, out)
        out.line(f"{name} = {no.text}")
    return Atom(name, test.nullable or yes.nullable or no.nullable)


def _first_known(node: n.FirstKnown, frame: Frame, out: Writer) -> Atom:
    first = emit(node.first, frame, out)
    if not first.nullable:
        return first
    name = out.name()
    out.line(f"{name} = {first.text}")
    with out.block(f"if {name} is None:"):
        second = emit(node.second, frame, out)
        out.line(f"{name} = {second.text}")
    return Atom(name, second.nullable)


def _aggregate(node: n.Aggregate, frame: Frame, out: Writer) -> Atom:
    name, item = out.name("v"), out.name("v")
    inner, head, guard = _loop(node, frame, out, item)
    neutral = {"any": "False", "all": "True", "sum": "0", "count": "0"}[node.op]
    out.line(f"{name} = {neutral}")
    if guard is None:
        with out.block(head):
            _step(node, inner, out, name)
        return Atom(name, True)
    with out.block(f"if {guard} is None:"):
        out.line(f"{name} = None")
    with out.block("else:"), out.block(head):
        _step(node, inner, out, name)
    return Atom(name, True)


def _loop(node: n.Aggregate, frame: Frame, out: Writer, item: str) -> tuple[Frame, str, str | None]:
    """The frame inside the loop, its head, and the list that may be unknown."""
    if node.collection != "members":
        guard = out.name()
        out.line(f"{guard} = {frame.objects[node.owner]}.{node.collection}")
        return frame.inside(node.variable, item, {}), f"for {item} in {guard}:", guard
    keys = sorted(
        {
            each.key
            for each in n.walk(node)
            if isinstance(each, n.RuleRef) and each.subject == node.variable
        }
    )
    values = {key: out.name("v") for key in keys}
    if not keys:
        return frame.inside(node.variable, item, {}), f"for {item} in members:", None
    lists = ", ".join(frame.lists[key] for key in keys)
    head = f"for {item}, {', '.join(values.values())} in zip(members, {lists}):"
    return frame.inside(node.variable, item, values), head, None


def _step(node: n.Aggregate, frame: Frame, out: Writer, name: str) -> None:
    """One turn of a loop."""
    if node.condition is None:
        condition = Atom("True", False)
    else:
        condition = emit(node.condition, frame, out)
        with out.block(f"if {condition.text} is False:"):
            out.line("continue")
    body = emit(node.body, frame, out)
    if node.op in ("any", "all"):
        _quantify(node.op == "any", condition, body, out, name)
        return
    if body.text != "True":
        with out.block(f"if {body.text} == 0:"):
            out.line("continue")
    tests = [f"{each.text} is None" for each in (condition, body) if each.nullable]
    if tests:
        with out.block(f"if {' or '.join(tests)}:"):
            out.line(f"{name} = None")
            out.line("break")
    out.line(f"{name} += {body.text}")


def _quantify(some: bool, condition: Atom, body: Atom, out: Writer, name: str) -> None:
    decisive = "True" if some else "False"
    harmless = "False" if some else "True"
    if condition.nullable:
        with out.block(f"if {body.text} is {decisive} and {condition.text} is True:"):
            out.line(f"{name} = {decisive}")
            out.line("break")
    else:
        with out.block(f"if {body.text} is {decisive}:"):
            out.line(f"{name} = {decisive}")
            out.line("break")
    with out.block(f"if {body.text} is not {harmless}:"):
        out.line(f"{name} = None")
