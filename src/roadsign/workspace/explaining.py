"""Explanations: everything that an answer may name, from rules, numbers and written pages."""

from collections.abc import Mapping

from roadsign.model.terms import terms
from roadsign.reports.explanation import Book, Explanation, Found, Kind, Section
from roadsign.reports.explanation_pages import book_of
from roadsign.rules.registry import RULES
from roadsign.rules.rule import Thresholds

__all__ = ["Book", "Explanation", "Found", "Kind", "Section", "book", "explain"]


def book(codes: Mapping[str, Mapping[str, str]] | None = None) -> Book:
    """
    Give all explanations.

    ``codes`` are the words that receipts have for their codes, by kind (``rejection``,
    ``receipt``) and code; ``roadsign.render.explanations.code_words()`` gives them.
    """
    return book_of(RULES, terms(), Thresholds(), codes or {})


def explain(name: str | None, codes: Mapping[str, Mapping[str, str]] | None = None) -> Found:
    """
    Explain a name, or (without one) list all of them.

    Errors: ``UnknownNameError`` (exit status 2) names the nearest.
    """
    known = book(codes)
    return known.find(name) if name else Found(known.pages, listed=True)
