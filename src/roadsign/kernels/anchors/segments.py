"""Scripts without spaces: text is cut where a word of the page's vocabulary or a script ends."""

import re
from collections.abc import Iterable
from functools import lru_cache

from roadsign.kernels.anchors import lexicon
from roadsign.kernels.anchors.hanzi import simplified

_RUN = re.compile(
    r"[\u3400-\u9fff\u3005]+|[\u30a1-\u30ff]+|[\u3041-\u3096]+|[\u1100-\u11ff\uac00-\ud7a3]+|[\u0e00-\u0eff]+"
    r"|[^\u0e00-\u0eff\u1100-\u11ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
)
_UNSEGMENTED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_KATAKANA = re.compile(r"[\u30a1-\u30ff]")
_HIRAGANA = re.compile(r"[\u3041-\u3096]")
_KANJI = re.compile(r"[\u3400-\u9fff\u3005]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_SHORT_KANA = 3
"""Fewer kana than this are no word where others stand beside them."""


def segment(word: str, vocabulary: Iterable[str], language: str | None) -> list[str]:
    """
    Cut a run of an unsegmented script into words, the longest of the vocabulary first.

    What the vocabulary leaves is cut by dictionary (Chinese), particle (Korean) or script.
    """
    return list(_segment(word, frozenset(vocabulary), _language(word, language)))


@lru_cache(1 << 14)
def _segment(word: str, vocabulary: frozenset[str], language: str) -> tuple[str, ...]:
    text = simplified(word) if language == "zh" else word
    for known in sorted(vocabulary, key=lambda v: (-len(v), v)):
        start = text.find(known)
        while start >= 0:
            end = start + len(known)
            if not _is_cut(text, start, end, language):
                before, after = text[:start], text[end:]
                parts = [_segment(p, vocabulary, language) if p else () for p in (before, after)]
                return (*parts[0], known, *parts[1])
            start = text.find(known, start + 1)
    return tuple(_rest(text, language))


def cut_words(texts: Iterable[str], language: str | None) -> frozenset[str]:
    """Give the words of keywords in scripts without spaces, cut as far as they can be."""
    found: set[str] = set()
    for text in texts:
        for word in (simplified(text) if language == "zh" else text).casefold().split():
            if _UNSEGMENTED.match(word):
                found |= {word, *_segment(word, frozenset(), _language(word, language))}
    functions = lexicon.union("function")
    whole = {word for word in found if word not in functions}
    # A word that is made of others of the list would hide them.
    return frozenset(w for w in whole if not _is_made_of(w, whole - {w}, functions))


def _is_made_of(word: str, others: set[str], functions: frozenset[str]) -> bool:
    if not word:
        return True
    return any(
        _is_made_of(word[len(part) :], others, functions)
        for part in others | functions
        if word.startswith(part) and len(word) > 1
    )


def _language(word: str, language: str | None) -> str:
    if _HANGUL.search(word):
        return "ko"
    if _KANA.search(word):
        return "ja"
    return language if language in {"ja", "zh", "ko", "th"} else "zh"


def _is_cut(text: str, start: int, end: int, language: str) -> bool:
    """Say whether a run is part of a longer word of the dictionary."""
    if language == "zh":
        # A name or keyword of three characters and more does not occur by chance.
        short = end - start < _SHORT_KANA
        return short and not {start, end} <= _edges(text) and end - start < len(text)
    for longer in lexicon.phrases("longer", language):
        at = text.find(longer)
        if at >= 0 and at <= start < end <= at + len(longer) and len(longer) > end - start:
            return True
    if language == "ko":
        return _is_cut_hangul(text[end:])
    return language == "ja" and _is_cut_kana(text, start, end)


def shared_end(word: str, other: str) -> bool:
    """Say whether two words of Han characters or katakana end in the same two, or three."""
    for letters, least in ((_KANJI, 2), (_KATAKANA, 3)):
        tails = word[-least:], other[-least:]
        if len(tails[0]) == least and tails[0] == tails[1] and all(map(letters.match, tails[0])):
            return True
    return False


def _is_cut_hangul(after: str) -> bool:
    """Say whether one syllable behind a word makes it another word."""
    listed = lexicon.phrases("particles", "ko") | lexicon.phrases("suffixes", "ko")
    return bool(_HANGUL.match(after)) and len(after) == 1 and after not in listed


def _is_cut_kana(text: str, start: int, end: int) -> bool:
    run, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if len(run) == 1 and _KANJI.match(run):
        return bool(after and _KANJI.match(after))
    if all(map(_KATAKANA.match, run)):
        joined = bool(_KATAKANA.match(before)) or bool(_KATAKANA.match(after))
        return joined and len(run) < _SHORT_KANA
    return False


@lru_cache(4096)
def _edges(text: str) -> frozenset[int]:
    edges, position = {0}, 0
    for piece in _jieba(text):
        position += len(piece)
        edges.add(position)
    return frozenset(edges)


def _jieba(text: str) -> list[str]:
    import rjieba  # noqa: PLC0415 - its dictionary is loaded for Chinese only

    return [str(piece) for piece in rjieba.cut(text, hmm=False)]


def _rest(text: str, language: str) -> list[str]:
    pieces: list[str] = []
    for run in _RUN.findall(text):
        if language == "ko" and _HANGUL.match(run):
            pieces.append(_without_particle(run))
        elif language == "zh" and _KANJI.match(run):
            pieces.extend(_jieba(run))
        elif _KANJI.match(run) and len(run) == 4:  # noqa: PLR2004 - two words of two characters
            pieces += [run[:2], run[2:]]
        elif len(run) == 1 and _KANJI.match(run) and _ends_inflected(pieces):
            pieces[-1] += run
        elif language == "ja" and _HIRAGANA.match(run):
            _add_kana(pieces, run)
        else:
            pieces.append(run)
    return [piece for piece in pieces if piece.strip()]


def _ends_inflected(pieces: list[str]) -> bool:
    return bool(pieces and _KANJI.match(pieces[-1]) and _HIRAGANA.match(pieces[-1][-1]))


def _add_kana(pieces: list[str], run: str) -> None:
    """Add a run of hiragana: particles apart, the ending of a verb to the characters before it."""
    functions = lexicon.phrases("function", "ja")
    if run in functions:
        pieces.append(run)
        return
    particle = next((run[-n:] for n in (2, 1) if len(run) > n and run[-n:] in functions), "")
    rest = run.removesuffix(particle) if particle else run
    if pieces and _KANJI.match(pieces[-1][-1:]) and len(rest) <= _SHORT_KANA:
        pieces[-1] += rest
    else:
        pieces.append(rest)
    if particle:
        pieces.append(particle)


def _without_particle(run: str) -> str:
    particles = lexicon.phrases("particles", "ko")
    if run in particles:
        return run
    for length in (3, 2, 1):
        if len(run) - length >= 2 and run[-length:] in particles:  # noqa: PLR2004 - two syllables
            return run[:-length]
    return run
