"""
How often the class of an anchor is right, how well confidence says so, how fast it is.

``python benchmarks/bench_anchors.py --file F.jsonl``: one labelled anchor a line, with the fields
of ``roadsign classify --file`` and ``class``. The baseline beside it calls every anchor by the
class that is most common in the file.
"""

import argparse
import json
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from roadsign.model.anchors import ANCHOR_CLASSES
from roadsign.workspace.classifying import classify

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


def main() -> None:
    """Print accuracy, macro F1, confusion, reliability and speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, required=True)
    file: Path = parser.parse_args().file
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    begun = time.process_time()
    found = classify(rows)
    first = time.process_time() - begun
    begun = time.process_time()
    classify(rows)
    again = time.process_time() - begun
    wanted = [row["class"] for row in rows]
    said = [answer["class"] for answer in found]
    _print_figures(wanted, said)
    _print_confusion(Counter(zip(wanted, said, strict=True)))
    _print_reliability(
        [(a["confidence"], a["class"] == w) for a, w in zip(found, wanted, strict=True)]
    )
    _print_flags(rows, found)
    cold, warm = len(rows) / first, len(rows) / again
    _print(f"\nanchors a second, each with its page: {cold:.0f} cold, {warm:.0f} warm")


def _print_figures(wanted: list[str], said: list[str]) -> None:
    right = sum(w == s for w, s in zip(wanted, said, strict=True))
    usual = Counter(wanted).most_common(1)[0][1]
    _print(f"anchors {len(wanted)}, right {right}: accuracy {right / len(wanted):.4f}")
    _print(f"baseline (the most common class): {usual / len(wanted):.4f}")
    scores = [_f1(name, wanted, said) for name in ANCHOR_CLASSES if name in wanted]
    _print(f"macro F1 {sum(scores) / len(scores):.4f}")


def _f1(name: str, wanted: list[str], said: list[str]) -> float:
    hits = sum(w == s == name for w, s in zip(wanted, said, strict=True))
    return 2 * hits / (wanted.count(name) + said.count(name))


def _print_confusion(pairs: Counter[tuple[str, str]]) -> None:
    short = [name[:9] for name in ANCHOR_CLASSES]
    _print("\nlabelled (rows), said (columns)")
    _print(" " * 14 + "".join(f"{name:>10}" for name in short))
    for wanted in ANCHOR_CLASSES:
        cells = (pairs[wanted, said] for said in ANCHOR_CLASSES)
        _print(f"{wanted:14}" + "".join(f"{cell or '.':>10}" for cell in cells))


def _print_reliability(told: list[tuple[float, bool]]) -> None:
    _print("\nconfidence   anchors    mean   right")
    for low, high in pairwise(BINS):
        inside = [(c, right) for c, right in told if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            _print(f"{low:.2f}..{min(high, 1):.2f} {len(inside):10} {mean:7.3f} {right:7.3f}")


def _print_flags(rows: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    labelled = Counter(flag for row in rows for flag in row.get("flags", ()))
    seen = Counter(
        flag
        for row, answer in zip(rows, found, strict=True)
        for flag in row.get("flags", ())
        if flag in answer["flags"]
    )
    if labelled:
        _print(
            "\nlabelled flags found: "
            + ", ".join(f"{f} {seen[f]}/{n}" for f, n in labelled.items())
        )


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
