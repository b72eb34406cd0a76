"""Options that take several values, as a user types them."""

import click
import pytest
from click.testing import CliRunner

from roadsign.faces.cli.several import Several


@click.command()
@click.option("--rival", "-r", cls=Several)
@click.option("--name")
@click.option("--quiet", is_flag=True)
@click.argument("words", nargs=-1)
def told(rival: tuple[str, ...], name: str | None, words: tuple[str, ...], *, quiet: bool) -> None:
    click.echo(repr((rival, name, words, quiet)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("--rival a --rival b", (("a", "b"), None, (), False)),
        ("--rival a b", (("a", "b"), None, (), False)),
        ("--rival=a b", (("a", "b"), None, (), False)),
        ("-r a b --quiet w", (("a", "b"), None, ("w",), True)),
        ("w --rival a - --name n", (("a", "-"), "n", ("w",), False)),
        ("--rival a -- w v", (("a",), None, ("w", "v"), False)),
        ("w v", ((), None, ("w", "v"), False)),
    ],
)
def test_values_may_be_repeated_or_follow_each_other(typed: str, expected: object) -> None:
    result = CliRunner().invoke(told, typed.split())
    assert result.output == f"{expected!r}\n"


def test_an_option_without_its_value_is_said_so() -> None:
    result = CliRunner().invoke(told, ["--rival"])
    assert result.exit_code == 2
    assert "requires an argument" in result.output
