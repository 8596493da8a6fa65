"""The 18-digit identity number, checked and then forgotten."""

from __future__ import annotations

import re
from datetime import date

from civbenefits.errors import InputError

_SHAPE = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)


def birth_date_of(number: str) -> date:
    """The birth date that a resident identity number carries.

    The number itself appears neither in the result nor in any error.  Its first six
    digits are not judged: they name the place that issued it, often long after the birth
    and under a code since withdrawn, and lists of such codes are never complete.

    Raises:
        InputError: the length, a digit, the date or the check digit is wrong.
    """
    # Imported here because a run that is given no identity number should not pay for it.
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        compact = ric.compact(number)
        if _SHAPE.fullmatch(compact) and ric.calc_check_digit(compact) == compact[-1]:
            born: date = ric.get_birth_date(compact)
            return born
    except (ValidationError, TypeError, AttributeError):
        pass
    # Raised outside the handler: a chained error might show the number.
    raise InputError("input.bad_identity_number", path="id_number")
