"""A tree back in the language of the tables, to name a part of an expression by its text.

What a table says in other words for the same tree (a chain of comparisons, a standard that
is chosen by a key of its own) comes out in one form.
"""

from __future__ import annotations

from typing import Final, assert_never

from civbenefits.expressions import nodes as n

_OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _ATOM = range(1, 8)
"""How tightly operators bind, the loosest first; a choice binds loosest of all."""
_LOOSEST: Final = 0
_ARITHMETIC: Final = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}


def written(node: n.Node) -> str:
    """The text of a tree."""
    return _text(node)[0]


def _within(node: n.Node, least: int) -> str:
    """The text of an operand, in brackets where it binds more loosely than it must."""
    text, binds = _text(node)
    return text if binds >= least else f"({text})"


def _text(node: n.Node) -> tuple[str, int]:  # noqa: C901 - one arm a node
    match node:
        case n.Const():
            return _constant(node), _ATOM
        case n.Unrecorded():
            return node.standard or "not_on_record", _ATOM
        case n.Lookup():
            return f"{node.standard}[{written(node.key)}]", _ATOM
        case n.Banded():
            return node.standard, _ATOM
        case n.FactRef():
            return _of(node.subject, ".".join(node.path), household="household."), _ATOM
        case n.Age():
            return _of(node.subject, f"age({node.day})"), _ATOM
        case n.RuleRef():
            return _of(node.subject, _rule(node.key)), _ATOM
        case n.Not():
            return f"not {_within(node.operand, _NOT)}", _NOT
        case n.Logic():
            binds = _AND if node.op == "and" else _OR
            return f" {node.op} ".join(_within(o, binds + 1) for o in node.operands), binds
        case n.Compare():
            left, right = _within(node.left, _SUM), _within(node.right, _SUM)
            return f"{left} {node.op} {right}", _COMPARED
        case n.Among():
            values = ", ".join(_literal(value) for value in node.values)
            op = "not in" if node.negated else "in"
            return f"{_within(node.operand, _SUM)} {op} [{values}]", _COMPARED
        case n.Arithmetic():
            binds = _ARITHMETIC[node.op]
            return f"{_within(node.left, binds)} {node.op} {_within(node.right, binds + 1)}", binds
        case n.Extreme():
            return f"{node.op}({', '.join(map(written, node.operands))})", _ATOM
        case n.Round():
            return _round(node), _ATOM
        case n.IfElse():
            yes, test = _within(node.yes, _OR), _within(node.test, _OR)
            return f"{yes} if {test} else {written(node.no)}", _LOOSEST
        case n.FirstKnown():
            return f"first_known({written(node.first)}, {written(node.second)})", _ATOM
        case n.Either():
            return f"either({written(node.first)}, {written(node.second)})", _ATOM
        case n.Within():
            return f"within({written(node.operand)}, {node.region})", _ATOM
        case n.Aggregate():
            return _loop(node), _ATOM
    assert_never(node)


def _round(node: n.Round) -> str:
    currency = node.type.currency
    unit = currency.coin_of(node.unit).word if currency else ""
    return f"round_{node.direction.replace(' ', '_')}({written(node.operand)}, {unit})"


def _constant(node: n.Const) -> str:
    return node.standard or _literal(node.value)


def _literal(value: n.Constant) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _of(subject: n.Subject, name: str, household: str = "") -> str:
    if subject == "household":
        return household + name
    return name if subject == "self" else f"{subject}.{name}"


def _rule(key: str) -> str:
    scheme, _, what = key.partition(".")
    return f"{what.removesuffix('.person')}({scheme})" if what else scheme


def _loop(node: n.Aggregate) -> str:
    body = written(node.body)
    if node.op == "count" and isinstance(node.body, n.Const):
        body = node.variable
    over = (
        node.collection
        if node.owner in ("self", "household")
        else f"{node.owner}.{node.collection}"
    )
    only = "" if node.condition is None else f" if {_within(node.condition, _OR)}"
    return f"{node.op}({body} for {node.variable} in {over}{only})"
