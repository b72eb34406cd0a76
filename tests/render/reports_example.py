"""Example reports, with strings as the web has them."""

from datetime import date

import pyarrow as pa

from roadsign.model.tables import ReportTable
from roadsign.model.targets import Target

TARGET = Target("copperandclay.example", "domain")


def anchors() -> ReportTable:
    """Give the words of 287 sites: a brand, keywords, pictures, and two hostile ones."""
    rows = [
        ("Copper & Clay", "brand", ["brand_plus"], 61, 0.88, 204, 0.97),
        ("burr grinders", "exact", ["verbatim"], 31, 0.97, 31, 0.99),
        ("", "blank", [], 44, 0.91, 90, 1.0),
        ("copperandclay.example", "url", [], 36, 0.75, 118, 1.0),
        ("this ratio chart for pour-over coffee that everyone should print", "partial",
         ["sentence", "foreign_language", "money_word"], 21, 1.0, 21, 0.44),
        ("コーヒーミルの選び方とおすすめの豆", "other", [], 9, 1.0, 9, 0.8),
        ("=cmd|' /C calc'!A0\x1b]8;;https://evil.example\x07here", "generic", [], 14, 0.86,
         17, 0.9),
        ("[red]\u202egnp.exe\u202c", "other", [], 3, None, 3, 0.6),
    ]  # fmt: skip
    names = ("anchor", "class", "flags", "referring_domains", "follow_share", "links", "confidence")
    table = pa.table({name: [row[at] for row in rows] for at, name in enumerate(names)})
    facts = {"followed_referring_domains": 287}
    return ReportTable("anchors", TARGET, TARGET.value, table, 420, "c2Vjb25k", facts)


def refdomains() -> ReportTable:
    """Give three linking sites, one of them too small to be measured, one of them lost."""
    table = pa.table(
        {
            "domain": ["homebrewjournal.example", "mugsandmore.example", "cafeforum.example"],
            "domain_authority": [64.2, 41.0, 3.0],
            "domain_authority_low": [58.0, 33.1, None],
            "domain_authority_high": [69.4, 48.0, None],
            "measurable": [True, True, False],
            "rating": [71.0, 38.0, 55.0],
            "rating_scale": ["ahrefs_dr"] * 3,
            "links": [3, 1, 12],
            "follow_links": [3, 1, 0],
            "first_seen": [date(2024, 2, 3), date(2025, 9, 30), None],
            "last_seen": [date(2026, 11, 2), date(2026, 10, 9), date(2026, 11, 1)],
            "lost": pa.array([None, None, date(2026, 11, 1)], pa.date32()),
            "words": [["brand", "partial"], ["exact"], ["url"]],
        }
    )
    return ReportTable("refdomains", TARGET, TARGET.value, table, 287)


def backlinks() -> ReportTable:
    """Give four links: a plain one, a picture, one that is not followed, one not known."""
    table = pa.table(
        {
            "source_url": [
                "https://homebrewjournal.example/2026/05/ten-grinders-that-we-would-buy-again",
                "https://mugsandmore.example/",
                "https://cafeforum.example/t/99123/page/4?sort=new",
                "http://xn--kaffeemhle-u9a.example/links.html",
            ],
            "target_url": [
                "https://copperandclay.example/collections/burr-grinders",
                "https://www.copperandclay.example/",
                "https://blog.copperandclay.example/collections/burr-grinders",
                "https://copperandclay.example/collections/burr-grinders",
            ],
            "anchor": ["burr grinders", "", "", "Kaffeemühle"],
            "anchor_from": ["text", "none", "unknown", "text"],
            "kind": ["text", "image", "text", "text"],
            "follow": [True, True, False, None],
            "nofollow": [False, False, True, None],
            "ugc": [False, False, True, None],
            "class": ["exact", "blank", None, "other"],
            "confidence": [0.98, 1.0, None, 0.31],
            "last_seen": [date(2026, 11, 2), None, date(2026, 10, 9), date(2026, 11, 1)],
            "rating": [71.5, float("nan"), None, 12.0],
        }
    )
    return ReportTable("backlinks", TARGET, TARGET.value, table, 4)


def pages() -> ReportTable:
    """Give the pages that are linked to."""
    table = pa.table(
        {
            "url": [f"https://copperandclay.example/{path}" for path in
                    ("", "collections/burr-grinders", "blogs/notes/" + "a-long-way-" * 9 + "home")],
            "addresses": [["http://copperandclay.example/"], [], []],
            "page_type": ["home", "category", "article"],
            "referring_domains": [1148, 96, 2],
            "followed_referring_domains": [990, 88, 2],
            "links": [12012, 140, 2],
            "page_authority": [31.24, None, None],
        }
    )  # fmt: skip
    return ReportTable("pages", TARGET, TARGET.value, table, 3)


def profile() -> ReportTable:
    """Give the figures of a target that has not been scored."""
    table = pa.table(
        {
            "referring_domains": [412],
            "followed_referring_domains": [300],
            "links": [1804],
            "follow_links": [1501],
            "domain_authority": pa.array([None], pa.float64()),
            "reach": pa.array([None], pa.float64()),
            "measurable": pa.array([None], pa.bool_()),
        }
    )
    return ReportTable("profile", TARGET, TARGET.value, table, 1)


REPORTS = {
    "anchors": anchors,
    "backlinks": backlinks,
    "pages": pages,
    "profile": profile,
    "refdomains": refdomains,
}
