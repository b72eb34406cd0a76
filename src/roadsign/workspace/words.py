"""The class of every anchor: each distinct sign once, told to the base."""

from collections import defaultdict
from collections.abc import Mapping

import pyarrow as pa

from roadsign.kernels.anchors.classify import Classifier, PageClassifier
from roadsign.kernels.anchors.keywords import content_stems, path_words
from roadsign.kernels.pagetypes import page_type
from roadsign.model.anchors import ANCHOR_CLASSES, PageWords, Sign
from roadsign.model.audit import PageType
from roadsign.store.linkbase import SIGNS, LinkBase
from roadsign.workspace.book import WordBook, word_book


def sign_hits(
    base: LinkBase,
    subject: str,
    book: WordBook | None = None,
    types: Mapping[str, PageType] | None = None,
    *,
    lean: bool = False,
) -> pa.Table:
    """
    Class every distinct sign of a subject, tell the base, and give the signs.

    ``types`` are pages' types where they are known better than by their addresses. The rows are
    those of SIGNS with ``class_order``, ``ambiguous``, ``whole`` and ``named``; ``lean`` leaves
    out the flags that no verdict asks for.
    """
    book = book or word_book(base, subject)
    classifier = Classifier(book.site, lean=lean)
    unsigned = base.unsigned(subject)
    writer = SignRows(subject)
    page = ""
    pages = _PageSigns(classifier, PageWords(""))
    for row in unsigned.to_pylist():
        if row["page"] != page:
            page = row["page"]
            kind = (types or {}).get(page)
            pages = _PageSigns(classifier, book.pages.get(page, PageWords(page)), kind)
        sign = pages.classifier.sign(row["anchor"], row["anchor_from"], row["source_language"])
        writer.add(page, row["anchor"], row["anchor_from"], sign, pages)
    rows = writer.table()
    base.set_signs(rows.select(SIGNS.names))
    return rows


def keyword_signs(
    words: pa.Table,
    subject: str,
    classifier: Classifier,
    asked: PageWords,
    ballot: int,
) -> pa.Table:
    """Class the words of some pages by the keywords and language of another, ``asked``."""
    writer = SignRows(subject)
    page = ""
    pages = _PageSigns(classifier, PageWords(""))
    for row in words.to_pylist():
        if row["page"] != page:
            page = row["page"]
            pages = _PageSigns(classifier, PageWords(page, asked.keywords, language=asked.language))
        sign = pages.classifier.sign(row["anchor"], row["anchor_from"], row["source_language"])
        writer.add(page, row["anchor"], row["anchor_from"], sign, pages)
    rows = writer.table()
    return rows.append_column("ballot", pa.repeat(pa.scalar(ballot, pa.int32()), len(rows)))


def plain_signs(
    words: pa.Table, subject: str, classifier: Classifier, language: str | None = None
) -> pa.Table:
    """Class a rival's words for any of its pages: by no keyword, since none of them is known."""
    home = PageWords(f"https://{subject}", language=language)
    pages = _PageSigns(classifier, home)
    writer = SignRows(subject)
    for row in words.to_pylist():
        sign = pages.classifier.sign(row["anchor"], row["anchor_from"], row["source_language"])
        writer.add("", row["anchor"], row["anchor_from"], sign, pages)
    return writer.table()


def name_of(page: str, language: str | None = None) -> str:
    """Give the phrase family of a page's own name, by the last words of its address."""
    return " ".join(sorted(content_stems(path_words(page), language)))


class _PageSigns:
    """The classifier of one page, and what a vote may be beside its class."""

    def __init__(
        self, classifier: Classifier, words: PageWords, kind: PageType | None = None
    ) -> None:
        self.classifier: PageClassifier = classifier.page(words)
        language = self.classifier.language
        named = (kind or page_type(words.url)) in {"product", "article", "tool"}
        self._name = name_of(words.url, language) if named else ""
        self._named = named

    def is_name(self, sign: Sign) -> bool:
        """Say whether an anchor is the page's own name, where that counts."""
        if not self._named:
            return False
        return "is_title" in sign.flags or (bool(sign.family) and sign.family == self._name)


class SignRows:
    """Rows of signs, gathered column by column."""

    def __init__(self, subject: str) -> None:
        self._subject = subject
        self._columns: dict[str, list[object]] = defaultdict(list)

    def add(self, page: str, anchor: str, anchor_from: str, sign: Sign, pages: _PageSigns) -> None:
        """Add the sign of one anchor of a page."""
        columns = self._columns
        columns["subject"].append(self._subject)
        columns["page"].append(page)
        columns["anchor"].append(anchor)
        columns["anchor_from"].append(anchor_from)
        columns["class"].append(sign.anchor_class)
        columns["flags"].append(list(sign.flags))
        columns["confidence"].append(sign.confidence)
        columns["family"].append(sign.family)
        columns["folded"].append(sign.folded)
        columns["class_order"].append(ANCHOR_CLASSES.index(sign.anchor_class))
        columns["ambiguous"].append("ambiguous_brand" in sign.flags)
        columns["whole"].append(sign.anchor_class == "brand_keyword" and sign.whole_keyword)
        columns["named"].append(pages.is_name(sign))

    def table(self) -> pa.Table:
        """Give the rows."""
        return pa.table(
            [pa.array(self._columns[f.name], f.type) for f in _SIGN_ROWS], schema=_SIGN_ROWS
        )


_SIGN_ROWS = pa.schema(
    [
        *SIGNS,
        pa.field("class_order", pa.int32()),
        pa.field("ambiguous", pa.bool_()),
        pa.field("whole", pa.bool_()),
        pa.field("named", pa.bool_()),
    ]
)
