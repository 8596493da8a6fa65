"""Finding a place by its code or its Chinese or English name."""

from __future__ import annotations

from civbenefits.errors import InputError
from civbenefits.suggestions import nearest
from civbenefits.tables.model import Place, Tables

_ENDINGS = ("市", "省", "区", "县")


def find_place(tables: Tables, asked: str) -> Place:
    """The place with a code or name; 市, 省, 区 may be left out, case does not matter.

    Raises:
        InputError: no such place, or more than one of that name.
    """
    if asked in tables.places:
        return tables.places[asked]
    name = asked.strip().casefold()
    found = [place for place in tables.places.values() if name in _names(place)]
    if len(found) == 1:
        return found[0]
    if found:
        choices = tuple(f"{place.code} {place.title.zh}" for place in found)
        raise InputError("input.ambiguous_place", path="place", place=asked[:40], choices=choices)
    known = {n: shown for place in tables.places.values() for n, shown in _names(place).items()}
    near = known.get(nearest(name, known), "")
    raise InputError("input.unknown_place", path="place", place=asked[:40], suggestion=near)


def _names(place: Place) -> dict[str, str]:
    """Every way to name a place, and how that name is shown."""
    zh, en, code = place.title.zh, place.title.en, place.code
    names = {zh: zh, en.casefold(): en, code.casefold(): code}
    if zh.endswith(_ENDINGS) and len(zh) > 2:
        names[zh[:-1]] = zh
    return names
