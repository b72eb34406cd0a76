"""An option that takes several values: repeated, or one after the other."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

import click


class Several(click.Option):
    """
    An option with several values: ``--rival a --rival b`` and ``--rival a b`` are the same.

    A value ends at the next option, at ``--`` or at the end of the line; ``-`` is a value.
    Give it as ``cls=Several`` to ``click.option``; the command gets a tuple.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401 - click's settings
        settings.setdefault("multiple", True)
        super().__init__(*args, **settings)

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:  # noqa: ANN401 - click's own
        """Repeat the option's name before each further value, and let click read that."""
        super().add_to_parser(parser, ctx)
        read = parser.parse_args
        names = frozenset((*self.opts, *self.secondary_opts))

        def read_spread(args: Sequence[str]) -> object:
            return read(list(_spread(args, names)))

        parser.parse_args = read_spread


def _spread(args: Sequence[str], names: Collection[str]) -> Iterator[str]:
    left = iter(args)
    name = ""
    for arg in left:
        if arg == "--":
            yield arg
            yield from left
            return
        if arg.startswith("-") and arg != "-":
            option, equals, _ = arg.partition("=")
            name = option if option in names else ""
            yield arg
            if name and not equals:
                yield from islice(left, 1)
            continue
        if name:
            yield name
        yield arg
