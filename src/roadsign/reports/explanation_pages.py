"""The pages of the explanations: from rules' docstrings, from terms, from the written pages."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from roadsign.model.terms import Term
from roadsign.reports.explanation import Book, Explanation, Kind, Section, joined, sections_of
from roadsign.rules.rule import Rule, Thresholds

_HEADINGS = {
    "why": "Why it matters",
    "do": "What to do",
    "how": "How it is decided",
    "joined": "Both together",
    "false_alarms": "False alarms",
    "source": "Source",
}
_RENAMED = {"How it is measured": "How it is decided"}


def book_of(
    rules: Sequence[Rule],
    terms: Mapping[str, Term],
    limits: Thresholds,
    codes: Mapping[str, Mapping[str, str]],
) -> Book:
    """
    Make the book: one page a rule, a number and a written page.

    ``codes`` holds the words of receipts' codes by kind; a code without a page of its own is
    explained by its words and what holds for its kind.
    """
    kinds = _toml("kinds")
    told = {rule.code: _of_rule(rule, limits) for rule in rules}
    pages: list[Explanation] = []
    for kind, about in kinds.items():
        if kind == "rule":
            pages.extend(told.values())
        elif kind == "number":
            pages.extend(_of_term(term, about) for term in terms.values())
        else:
            pages.extend(_written(kind, about, told, limits, codes.get(kind, {})))
    return Book([Kind(n, about["plural"], about["text"]) for n, about in kinds.items()], pages)


def _toml(name: str) -> dict[str, Any]:
    folder = files("roadsign.reports").joinpath("explanations")
    return tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8"))


def _of_rule(rule: Rule, limits: Thresholds) -> Explanation:
    summary, parts = sections_of(rule.explain(limits).partition("\n\n")[2])
    named = {_RENAMED.get(title, title): text for title, text in parts.items()}
    sections = tuple(Section(title, text) for title, text in named.items())
    spoken = (rule.measure.__name__,)
    return Explanation(rule.code, "rule", rule.title, summary, sections, aliases=spoken)


def _of_term(term: Term, about: Mapping[str, Any]) -> Explanation:
    summary, _, rest = term.text.partition(". ")
    summary = summary.rstrip(".") + "."
    told = {
        "Unit": term.unit,
        "How it is measured": rest,
        "False alarms": term.false_alarms,
        "Source": term.source or about["usual"]["source"],
    }
    sections = tuple(Section(title, text) for title, text in told.items() if text)
    return Explanation(term.name, "number", term.title, summary, sections, term.unit)


def _written(
    kind: str,
    about: Mapping[str, Any],
    rules: Mapping[str, Explanation],
    limits: Thresholds,
    words: Mapping[str, str],
) -> Iterator[Explanation]:
    """Give the pages of a kind that is written by hand, then the codes that have only words."""
    usual: Mapping[str, str] = about.get("usual", {})
    entries = _toml(about["file"])
    for name in words:
        entries.setdefault(name, {})
    for name, entry in entries.items():
        under = [rules[code] for code in entry.get("rules", ())]
        told = {"summary": words.get(name, ""), **usual, **entry}
        said = {key: _filled(told[key], limits) for key in ("summary", *_HEADINGS) if key in told}
        said = said | {key: text for key, text in _shared(under).items() if key not in entry}
        title = entry.get("title") or name.replace("_", " ").capitalize()
        yield Explanation(
            name,
            kind,
            title,
            _sentence(said["summary"]),
            tuple(Section(_HEADINGS[key], said[key]) for key in _HEADINGS if said.get(key)),
            see=tuple(entry.get("see", ())) + tuple(each.name for each in under),
            aliases=tuple(entry.get("aliases", ())),
        )


def _shared(rules: Sequence[Explanation]) -> dict[str, str]:
    """Give the text of the rules that a page stands on, by the keys of written pages."""
    if not rules:
        return {}
    told = {"summary": rules[0].summary}
    for key, title in _HEADINGS.items():
        texts = {
            rule.name: section.text
            for rule in rules
            for section in rule.sections
            if section.title == title
        }
        if texts:
            told[key] = joined(texts)
    return told


def _filled(text: str, limits: Thresholds) -> str:
    paragraphs = text.strip().split("\n\n")
    return "\n".join(" ".join(each.split()) for each in paragraphs).format(**asdict(limits))


def _sentence(text: str) -> str:
    """Give words of a receipt as a sentence."""
    return text if not text or text.endswith(".") else f"{text[0].upper()}{text[1:]}."
