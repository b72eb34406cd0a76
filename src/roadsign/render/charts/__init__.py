"""
Charts as SVG text: frozen data, drawn wide for a screen and narrow for a phone.

Colours are classes that the page's style sheet fills in; a chart holds no script, no style and
no address. Beside ``to_svg`` each gives ``to_rows``, the numbers for those who draw or read.
"""

from roadsign.render.charts.matrix import Dot, Matrix, Place
from roadsign.render.charts.rival_bars import Bar, RivalBars
from roadsign.render.charts.ruler import Ruler, Scale
from roadsign.render.charts.stacked_words import StackedWords, WordShare, WordStack
from roadsign.render.charts.svg import times
from roadsign.render.charts.words_bars import WordRow, WordsBars

__all__ = [
    "Bar",
    "Dot",
    "Matrix",
    "Place",
    "RivalBars",
    "Ruler",
    "Scale",
    "StackedWords",
    "WordRow",
    "WordShare",
    "WordStack",
    "WordsBars",
    "times",
]
