"""When a record was made, as archives write it."""

import datetime as dt
import re

_DIGITS = re.compile(r"\D")
_FORM = "%Y%m%d%H%M%S"


def date_of(text: str) -> dt.datetime | None:
    """Read a record's date (UTC); fractions of a second are dropped; None: it is none."""
    digits = _DIGITS.sub("", text)[:14]
    try:
        return dt.datetime.strptime(digits, _FORM).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
