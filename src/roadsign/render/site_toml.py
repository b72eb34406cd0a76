"""A site as SITE.toml: what was inferred, to be corrected by whoever knows better."""

import json
from collections.abc import Sequence

from roadsign.model.sites import INFERRED, Site

_HEAD = """\
# What Roadsign takes this site to be. Correct what is wrong, then give the file to the audit.
# Keywords marked "# inferred" count as yours once you change them or delete the mark.
#   roadsign audit SITE.toml backlinks.csv
"""


def site_toml(site: Site, inferred: Sequence[str] = ()) -> str:
    """Write a site as TOML; ``inferred`` are the addresses of pages whose keywords were guessed."""
    lines = [_HEAD]
    if site.domain:
        lines.append(f"domain = {_text(site.domain)}")
    lines.append(f"brand = {_list(site.brand)}")
    lines.append(f"rivals = {_list(site.rivals)}")
    guessed = set(inferred)
    for page in site.pages:
        lines += ["", "[[pages]]", f"url = {_text(page.url)}"]
        note = f"  {INFERRED}" if page.url in guessed else ""
        lines.append(f"keywords = {_list(page.keywords)}{note}")
        if page.type:
            lines.append(f"type = {_text(page.type)}")
        if page.competitive is not None:
            lines.append(f"competitive = {str(page.competitive).lower()}")
        if page.demand is not None:
            lines.append(f"demand = {page.demand:g}")
        if page.rank is not None:
            lines.append(f"rank = {page.rank:g}")
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    # A JSON string without lone surrogates is a basic string of TOML, but for DEL.
    told = value.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(told, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(_text(value) for value in values)}]"
