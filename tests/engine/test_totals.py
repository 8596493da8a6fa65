"""Bounds of the sum of monthly amounts: against every choice that may be made, and exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, pairwise, permutations
from typing import Final

import pytest

from civbenefits.engine import totals
from civbenefits.engine.possible import Outcome, Possible
from civbenefits.engine.rules import LinkedRules
from civbenefits.engine.surveying import Subject
from civbenefits.engine.totals import Interplay, Sum
from tests.engine.small_surveys import linked, paying
from tests.engine.small_tables import Files, aid, together

NAMES: Final = ("aid_a", "aid_b", "aid_c", "aid_d", "aid_e")
Pairs = tuple[tuple[str, str], ...]


def chained(names: Sequence[str], pairs: Pairs) -> LinkedRules:
    """Schemes, of which the first of each pair gives way to the second."""
    entries = [
        together("exclusive", one, other, keeps=other).removeprefix("combinations: [")[:-1]
        for one, other in pairs
    ]
    files: Files = {"together.yaml": f"combinations: [{', '.join(entries)}]"} if pairs else {}
    return linked(*(paying(name, "in_prison") for name in names), files)


def subjects(rules: LinkedRules, *members: int | None) -> list[Subject]:
    return [Subject(rules.schemes[name], member) for member in members for name in NAMES]


def up_to(high: int | None, low: int = 0, *, unrecorded: bool = False) -> Possible:
    return Possible(True, low == 0, low, high, unrecorded)


def greatest(amounts: dict[str, int], pairs: Pairs) -> int:
    """The greatest sum of schemes of which no two exclude each other."""
    return max(
        sum(amounts[each] for each in chosen)
        for count in range(len(NAMES) + 1)
        for chosen in combinations(NAMES, count)
        if not any(one in chosen and other in chosen for one, other in pairs)
    )


def every_shape() -> Iterator[Pairs]:
    """Chains, stars, rings and what stands apart."""
    a, b, c, d, e = NAMES
    yield ()
    yield ((a, b),)
    yield ((b, a), (b, c))
    yield ((a, c), (b, c))
    yield ((a, b), (b, c), (c, d))
    yield ((a, b), (b, c), (a, c))
    yield ((a, b), (b, c), (a, c), (d, e))
    yield ((a, e), (b, e), (c, e), (d, e))
    yield ((a, b), (b, c), (c, d), (d, e), (a, e))
    yield tuple(combinations(NAMES, 2))


@pytest.mark.parametrize("pairs", list(every_shape()))
def test_the_most_is_what_the_best_choice_comes_to(pairs: Pairs) -> None:
    rules = chained(NAMES, pairs)
    interplay, every = Interplay(rules), subjects(rules, 0)
    for order in (*islice(permutations((1, 2, 4, 8, 16)), 0, None, 5), (5,) * 5, (3, 0, 7, 0, 9)):
        amounts = dict(zip(NAMES, order, strict=True))
        total = interplay.total(every, [up_to(each) for each in order])
        assert total == Possible(True, True, 0, greatest(amounts, pairs), False)


def test_what_two_persons_can_have_is_added() -> None:
    rules = chained(NAMES, (("aid_a", "aid_b"),))
    most = [10, 20, 1, 0, 0]
    for members, high in (((0,), 21), ((0, 1), 42), ((None, 0), 42), ((2, 1, 0), 63)):
        every = subjects(rules, *members)
        total = Interplay(rules).total(every, [up_to(each) for each in most * len(members)])
        assert total == Possible(True, True, 0, high, False)


def test_what_different_persons_have_never_excludes_each_other() -> None:
    rules = chained(NAMES, (("aid_a", "aid_b"),))
    one, other = (Subject(rules.schemes[name], at) for at, name in enumerate(NAMES[:2]))
    assert Interplay(rules).total([one, other], [up_to(5), up_to(7)]).high == 12


def relation_pairs(relation: str, *named: str, keeps: str = "") -> set[tuple[str, str]]:
    """Which of three schemes are not added up for one person."""
    chosen = ("tekun", "orphan_allowance", "other_aid")
    entry = {"together.yaml": together(relation, *named, keeps=keeps)}
    rules = linked(*(paying(name, "in_prison") for name in chosen), entry)
    every = [Subject(rules.schemes[name], 0) for name in chosen]
    found: set[tuple[str, str]] = set()
    for one, other in combinations(range(3), 2):
        amounts = [up_to(10 if at in (one, other) else 0) for at in range(3)]
        if Interplay(rules).total(every, amounts).high == 10:
            found.add((chosen[one], chosen[other]))
    return found


def test_which_relations_keep_two_schemes_apart() -> None:
    two, three = ("tekun", "orphan_allowance"), ("tekun", "orphan_allowance", "other_aid")
    assert relation_pairs("choice", *two) == {two}
    assert relation_pairs("exclusive", *two, keeps="tekun") == {two}
    assert relation_pairs("exclusive", *three, keeps="tekun") == {two, (three[0], three[2])}
    assert relation_pairs("exclusive", *three, keeps="other_aid") == {
        (three[0], three[2]),
        (three[1], three[2]),
    }
    assert relation_pairs("additive", *two) == set()
    assert relation_pairs("top_up", *two) == set()
    assert relation_pairs("unknown", *two) == set()


@pytest.mark.parametrize(("limit", "high"), [(1, 31), (2, 31), (3, 26), (4, 26)])
def test_of_more_than_so_many_all_are_added(
    monkeypatch: pytest.MonkeyPatch, limit: int, high: int
) -> None:
    monkeypatch.setattr(totals, "MAX_GROUP", limit)
    rules = chained(NAMES, (("aid_a", "aid_b"), ("aid_b", "aid_c")))
    every = subjects(rules, 0)
    total = Interplay(rules).total(every, [up_to(each) for each in (1, 6, 4, 12, 8)])
    assert total.high == high


@pytest.mark.parametrize(("count", "high"), [(15, 8), (16, 8), (17, 17)])
def test_sixteen_that_exclude_each_other_are_looked_into(count: int, high: int) -> None:
    names = [f"aid_{chr(ord('a') + at)}" for at in range(count)]
    rules = chained(names, tuple(pairwise(names)))
    every = [Subject(rules.schemes[name], 0) for name in names]
    assert Interplay(rules).total(every, [up_to(1)] * count).high == high


@pytest.mark.parametrize(
    ("possible", "expected"),
    [
        ([up_to(0), up_to(0)], Possible(False, True, 0, 0, False)),
        ([up_to(1), up_to(0)], Possible(True, True, 0, 1, False)),
        ([up_to(5, 1), up_to(7)], Possible(True, False, 1, 12, False)),
        ([up_to(5, 2), up_to(7, 3)], Possible(True, False, 5, 12, False)),
        ([up_to(5, 2, unrecorded=True), up_to(7, 3)], Possible(True, False, 3, 12, True)),
        ([up_to(5, 2), up_to(7, 3, unrecorded=True)], Possible(True, False, 2, 12, True)),
        ([up_to(5, 2, unrecorded=True), up_to(7)], Possible(True, True, 0, 12, True)),
        ([up_to(None, 2), up_to(7)], Possible(True, False, 2, None, False)),
        ([up_to(7), up_to(None)], Possible(True, True, 0, None, False)),
        ([up_to(None, unrecorded=True)] * 2, Possible(True, True, 0, None, True)),
    ],
)
def test_bounds_of_two_amounts(possible: list[Possible], expected: Possible) -> None:
    rules = linked(paying("aid_a"), paying("aid_b"))
    every = [Subject(rules.schemes[name], 0) for name in ("aid_a", "aid_b")]
    assert Interplay(rules).total(every, possible) == expected


def other_periods() -> LinkedRules:
    once = aid("pays: once_paid", name="once")
    entry = "standards:\n  once_paid:\n    title: {zh: 一次, en: once}\n    unit: yuan/person\n"
    values = "    values: [{from: 2000-01-01, value: 9, document: law, known: found}]\n"
    return linked(
        paying("monthly"),
        {"once.yaml": once, "once_paid.yaml": entry + values, "kind.yaml": aid(name="kind")},
    )


def test_only_monthly_amounts_are_summed() -> None:
    rules = other_periods()
    assert {name: each.period for name, each in rules.schemes.items()} == {
        "kind": None,
        "monthly": "month",
        "once": "once",
    }
    every = [Subject(rules.schemes[name], 0) for name in ("kind", "monthly", "once")]
    unlike = up_to(None, 3, unrecorded=True)
    assert Interplay(rules).total(every, [unlike, up_to(5, 1), unlike]) == Possible(
        True, False, 1, 5, False
    )
    outcomes: list[Outcome] = [(True, None), (True, 500), (True, 900)]
    assert Sum(every, [up_to(900)] * 3).of(outcomes) == 500
    assert Sum(every, [up_to(700, 700)] * 3).of(outcomes) == 700


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([(True, 5), (True, 7)], 12),
        ([(True, 5), (False, 7)], 5),
        ([(True, None), (True, 7)], 7),
        ([(None, 5), (True, 7)], 7),
        ([(False, None), (None, None)], 0),
    ],
)
def test_what_one_completion_comes_to(outcomes: list[Outcome], expected: int) -> None:
    rules = linked(paying("aid_a"), paying("aid_b"))
    every = [Subject(rules.schemes[name], 0) for name in ("aid_a", "aid_b")]
    assert Sum(every, [up_to(9)] * 2).of(outcomes) == expected


def test_what_comes_to_the_same_whatever_is_told_counts_as_that() -> None:
    rules = linked(paying("aid_a"), paying("aid_b"))
    every = [Subject(rules.schemes[name], 0) for name in ("aid_a", "aid_b")]
    open_, refused = up_to(9), Possible(False, True, 0, 0, False)
    for possible, expected in (
        ([up_to(4, 4), open_], 11),
        ([open_, up_to(4, 4)], 9),
        ([up_to(4, 4), up_to(6, 6)], 10),
        ([refused, open_], 7),
        ([up_to(4, 4, unrecorded=True), open_], 12),
    ):
        assert Sum(every, possible).of([(True, 5), (True, 7)]) == expected
        assert Sum(every, possible).of([(None, None), (None, None)]) == sum(
            each.low for each in possible if each.fixed
        )


def test_which_rules_are_looked_at_by_others() -> None:
    rules = linked(
        paying("aid_a", "in_prison"),
        paying("aid_b", "receives(aid_a)"),
        paying("aid_c", "", "other + amount(aid_b)"),
    )
    looked_at = Interplay(rules).looked_at
    assert {f"{name}.receives" for name in ("aid_a", "aid_b", "aid_c")} & looked_at == {
        "aid_a.receives"
    }
    assert {f"{name}.amount" for name in ("aid_a", "aid_b", "aid_c")} & looked_at == {
        "aid_b.amount"
    }
