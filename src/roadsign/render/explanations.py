"""Explanations, for people and for programs."""

import json
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import groupby
from typing import Any

from roadsign.render.defuse import json_text
from roadsign.reports.explanation import Explanation, Kind

SCHEMA = 1
_LABEL = 21
"""Columns of a section's title with its margin."""
_NARROW = 50
"""Below this width a section's text stands under its title."""
_LEAST = 24
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_CODES = {"rejected": "rejection", "warnings": "receipt"}


def code_words() -> dict[str, dict[str, str]]:
    """Give the words of receipts' codes by kind of explanation and code."""
    told = tomllib.loads(files("roadsign.render").joinpath("reasons.toml").read_text("utf-8"))
    return {
        kind: {code: words.replace("{0}", "N") for code, words in told[part].items()}
        for part, kind in _CODES.items()
    }


def explanation_screen(pages: Sequence[Explanation], width: int, *, colour: bool = False) -> str:
    """Write pages to read: the title, one sentence, and sections with a hanging indent."""
    width = max(width, _LEAST)
    return "\n".join("".join(f"{line}\n" for line in _page(p, width, colour)) for p in pages)


def list_screen(
    kinds: Sequence[Kind], pages: Sequence[Explanation], width: int, *, colour: bool = False
) -> str:
    """Write one line a page under the heading of its kind."""
    plurals = {kind.name: kind for kind in kinds}
    blocks: list[str] = []
    for name, group in groupby(pages, lambda page: page.kind):
        kind, members = plurals[name], list(group)
        room = max(len(page.name) for page in members)
        lines = [_strong(_cut(f"{kind.plural}: {kind.text}", width), colour)]
        lines += [_cut(f"  {page.name:{room}}  {_line(page)}", width) for page in members]
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


def list_tabs(pages: Iterable[Explanation]) -> str:
    """Write one line a page for a pipe: kind, name, title, summary, with tabs between."""
    rows = ((page.kind, page.name, page.title, page.summary) for page in pages)
    return "".join("\t".join(row) + "\n" for row in [("kind", "name", "title", "summary"), *rows])


def explanation_json(pages: Sequence[Explanation]) -> str:
    """Write the first page as an object; further things of that name stand in ``others``."""
    first, *others = map(_object, pages)
    return _dumped({"schema": SCHEMA, **first, "others": others})


def list_json(pages: Iterable[Explanation]) -> str:
    """Write names, kinds, titles and summaries as one object."""
    keys = ("name", "kind", "title", "summary")
    names = [{key: _object(page)[key] for key in keys} for page in pages]
    return _dumped({"schema": SCHEMA, "names": names})


def _object(page: Explanation) -> Mapping[str, Any]:
    return {
        "name": page.name,
        "kind": page.kind,
        "title": page.title,
        "summary": page.summary,
        "unit": page.unit or None,
        "sections": [{"title": each.title, "text": each.text} for each in page.sections],
        "see": list(page.see),
    }


def _dumped(told: Mapping[str, Any]) -> str:
    return json_text(json.dumps(told, indent=1, ensure_ascii=False)) + "\n"


def _page(page: Explanation, width: int, colour: bool) -> Iterator[str]:  # noqa: FBT001
    yield from (_strong(e, colour) for e in textwrap.wrap(f"{page.title} ({page.name})", width))
    yield ""
    yield from textwrap.wrap(page.summary, width, break_on_hyphens=False)
    if page.sections or page.see:
        yield ""
    for section in page.sections:
        yield from _section(section.title, section.text.split("\n"), width, colour)
    if page.see:
        yield from _section("See also", [", ".join(page.see)], width, colour)


def _section(title: str, paragraphs: Sequence[str], width: int, colour: bool) -> Iterator[str]:  # noqa: FBT001
    beside = width >= _NARROW
    margin = " " * (_LABEL if beside else 4)
    wrap = textwrap.TextWrapper(
        width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
    )
    lines = [line for paragraph in paragraphs for line in wrap.wrap(paragraph)]
    head = f"  {title}"
    if beside:
        lines[0] = _strong(head, colour) + lines[0][len(head) :]
    else:
        yield _strong(head, colour)
    yield from lines


def _line(page: Explanation) -> str:
    """Give the title, or the sentence where the title only repeats the name."""
    repeated = page.title.casefold() == page.name.replace("_", " ").casefold()
    return page.summary if repeated else page.title


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _strong(text: str, colour: bool) -> str:  # noqa: FBT001
    return f"{_BOLD}{text}{_PLAIN}" if colour else text
