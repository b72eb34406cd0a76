"""Anchors given by hand or in a file of JSON lines: their classes, and why."""

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from roadsign.kernels.anchors.classify import Classifier, PageClassifier
from roadsign.model.anchors import PageWords, Sign, SiteWords, keywords_of

Answer = dict[str, Any]
"""Fields ``id``, ``class``, ``flags``, ``confidence``, ``matched``, ``reason``, ``alternatives``;
or ``id`` and ``error`` where a question could not be read."""

_MOST_KEPT = 2048
"""Pages whose words are kept ready at a time."""
_LISTS = ("brand", "keywords", "rivals")
_TEXTS = ("anchor", "from", "domain", "url", "title", "language")


class QuestionError(Exception):
    """A question has no anchor, or a field that is not what it should be."""


def classify(
    anchors: Iterable[str | Mapping[str, Any]], site: Mapping[str, Any] | None = None
) -> list[Answer]:
    """
    Give the class of each anchor, in order.

    An anchor is a text, or a mapping with ``anchor`` and any of ``id``, ``from``, ``domain``,
    ``brand``, ``url``, ``title``, ``keywords``, ``language``, ``rivals``; ``site`` holds the
    same fields for all of them. What is missing is inferred, and the answer flagged ``inferred``.
    """
    return list(answers(({"anchor": a} if isinstance(a, str) else a for a in anchors), site))


def answers(
    questions: Iterable[Mapping[str, Any]], site: Mapping[str, Any] | None = None
) -> Iterator[Answer]:
    """Give the answer to each question, in order; one that cannot be read has an ``error``."""
    pages = _Pages()
    for question in questions:
        yield _answer({**(site or {}), **_told(question)}, pages)


def answers_of_lines(lines: Iterable[bytes]) -> Iterator[Answer]:
    """Give the answers to JSON lines, in order; empty lines have none."""
    pages = _Pages()
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if not text:
            continue
        try:
            # Of the two this one reads halves of surrogate pairs as well.
            question = json.loads(text.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            yield {"id": None, "error": f"line {number} is not JSON"}
            continue
        if not isinstance(question, dict):
            yield {"id": None, "error": f"line {number} is not a JSON object"}
            continue
        answer = _answer(question, pages)
        if "error" in answer:
            answer["error"] = f"line {number}: {answer['error']}"
        yield answer


def line_of(answer: Answer) -> str:
    """Give an answer as one line of JSON."""
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode("utf-8")


class _Pages:
    """The pages asked about last, ready to class anchors."""

    def __init__(self) -> None:
        self._sites: OrderedDict[object, Classifier] = OrderedDict()
        self._pages: OrderedDict[object, PageClassifier] = OrderedDict()

    def page(self, question: Mapping[str, Any]) -> PageClassifier:
        """Give the classifier for the page that a question names."""
        url, domain = question.get("url") or "", question.get("domain") or ""
        domain = domain or _host(url)
        words = PageWords(
            url or domain,
            keywords_of(question.get("keywords") or ()),
            question.get("title") or None,
            (),
            question.get("language") or None,
        )
        brands = tuple(question.get("brand") or ())
        site = SiteWords(domain, brands, bool(brands), tuple(question.get("rivals") or ()))
        ready = self._pages.get((site, words))
        if ready is None:
            classifier = self._sites.get(site) or Classifier(site)
            ready = classifier.page(words)
            _keep(self._sites, site, classifier)
            _keep(self._pages, (site, words), ready)
        return ready


def _keep(kept: OrderedDict[object, Any], key: object, value: object) -> None:
    kept[key] = value
    if len(kept) > _MOST_KEPT:
        kept.popitem(last=False)


def _answer(question: Mapping[str, Any], pages: _Pages) -> Answer:
    told: Answer = {"id": question.get("id")}
    try:
        asked = _checked(question)
    except QuestionError as error:
        return {**told, "error": str(error)}
    sign = pages.page(asked).sign(
        asked["anchor"], asked.get("from") or "text", clipped=bool(asked.get("clipped"))
    )
    return {**told, **_fields(sign)}


def _fields(sign: Sign) -> Answer:
    return {
        "class": sign.anchor_class,
        "flags": list(sign.flags),
        "confidence": sign.confidence,
        "matched": list(sign.matched),
        "reason": sign.reason,
        "alternatives": list(sign.alternatives),
    }


def _told(question: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what a question leaves empty, so that the site's own fields stand."""
    return {key: value for key, value in question.items() if key == "anchor" or value}


def _checked(question: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a question; null is the same as left out."""
    if "anchor" not in question:
        message = 'there is no "anchor"'
        raise QuestionError(message)
    found = {name: question.get(name) for name in (*_TEXTS, *_LISTS, "clipped")}
    found["anchor"] = "" if found["anchor"] is None else found["anchor"]
    for name in _TEXTS:
        if found[name] is not None and not isinstance(found[name], str):
            message = f'"{name}" is not a text'
            raise QuestionError(message)
    for name in _LISTS:
        found[name] = _texts(name, found[name])
    return found


def _texts(name: str, value: object) -> list[str]:
    values: Sequence[object] = (value,) if isinstance(value, str) else value or ()  # type: ignore[assignment]
    if not isinstance(values, list | tuple) or not all(isinstance(v, str) for v in values):
        message = f'"{name}" is not a list of texts'
        raise QuestionError(message)
    return [str(text) for text in values if str(text).strip()]


def _host(url: str) -> str:
    try:
        return urlsplit(url if "://" in url else f"https://{url}").hostname or ""
    except ValueError:
        return ""
