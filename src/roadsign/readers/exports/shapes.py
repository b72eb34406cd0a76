"""Tables told by what their columns hold, where no header says it."""

from roadsign.readers.exports.formats import Format
from roadsign.readers.exports.headers import Header


def shaped(header: Header, name: str) -> Format | None:
    """Give the layout of a table by its shape."""
    return None
