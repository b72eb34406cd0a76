"""
The report as a page: one HTML file that holds all it needs.

It fetches nothing, runs nothing and says so to the browser by a policy that names the style
sheet's hash. Whatever comes from outside is escaped, defused and shortened.
"""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from roadsign.model.audit import Audit
from roadsign.render.charts.kinds import HATCH, look
from roadsign.render.defuse import shortened
from roadsign.render.page import drawings, sureness, views, wording

__all__ = ["report", "summary_of_many"]

_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
STEP_ROWS = 50
"""Rows of a next step that the report lists; ``audit --json --full`` gives all of them."""


def report(audit: Audit) -> str:
    """
    Give the whole report of one site as one HTML file.

    The same answer gives the same text. ``audit`` may hold no page at all.
    """
    return _environment().get_template("report.html").render(
        audit=audit,
        site=views.of_group(audit.site),
        page_types=[views.of_group(each) for each in audit.page_types],
        sections=views.sections(audit),
        matrix=drawings.matrix(audit),
        verdicts=views.verdicts_shown(audit),
        facts=sureness.facts(audit),
        unseen=sureness.unseen(audit),
        sources=sureness.sources(audit),
    )  # fmt: skip


def summary_of_many(audits: Sequence[tuple[str, Audit]]) -> str:
    """Give one page that lists several sites: the name of each report's file, and its answer."""
    entries = [(quote(name), audit, views.of_group(audit.site)) for name, audit in audits]
    return _environment().get_template("summary.html").render(entries=entries)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("roadsign.render.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "count": wording.count,
        "counted": wording.counted,
        "percent": wording.percent,
        "day": wording.day,
        "stressed": wording.stressed,
        "readable": wording.readable,
        "short": shortened,
        "href": wording.safe_href,
        "drawn": views.drawn,
        "risen": wording.risen,
        "ended": wording.ended,
    }
    style = files("roadsign.render.page").joinpath("report.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    made.globals |= {
        "style": Markup(style),  # noqa: S704 - a file of this package
        "policy": _POLICY.format(digest),
        "STEP_ROWS": STEP_ROWS,
        "swatch": look,
        "hatch": HATCH,
        "kind_name": wording.kind_name,
        "kinds": wording.kinds,
        "basis_name": wording.basis_name,
        "span": wording.span,
        "terms": sureness.terms_used(),
        "verdict_look": wording.look,
        "many_words": wording.many_words,
    }  # fmt: skip
    return made
