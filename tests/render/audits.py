"""Example answers of the audit: a shop with every kind of trouble, and one export alone."""

from dataclasses import replace
from datetime import date

from audit_cases import RIVALS, Case, group, page, unjudged

from roadsign.model.audit import Audit, AuditWarning, FirstStep, Summary
from roadsign.model.receipts import Receipt, Sample
from roadsign.model.targets import Target

_CANS = Case(
    "Watering cans",
    {"brand": 6, "partial": 3, "url": 2, "generic": 1, "exact": 1},
    ("thin", "cannot_tell"),
    (112, 79, 61, 55, 48),
    (
        ("Fern & Oak", "brand", 5),
        ("galvanised watering cans", "partial", 3),
        ("fernandoak.example", "url", 2),
        ("here", "generic", 1),
        ("watering can", "exact", 1),
    ),
    reason="14 sites link here; rivals typically have 67. Too few to judge their words.",
    do=("earn_links",),
    keyword="watering can",
    rank=18.4,
)
_SHEARS = Case(
    "Pruning shears",
    {"brand": 13, "brand_keyword": 3, "partial": 12, "url": 9, "generic": 5,
     "blank": 7, "exact": 46},
    ("within", "over_optimised"),
    (160, 104, 88, 71, 52),
    (
        ("pruning shears", "exact", 31),
        ("pruning shear", "exact", 13),
        ("Fern & Oak", "brand", 11),
        ("https://fernandoak.example/collections/pruning-shears", "url", 9),
        ("bypass pruning shears for roses", "partial", 7),
        ("", "blank", 7),
    ),
    unfollowed=17,
    reason="49 in 100 sites use the exact words you want to rank for; for rivals it is 6 in 100.",
    do=("change_anchors", "earn_links"),
    keyword="pruning shears",
    rank=14.2,
)  # fmt: skip
_POTS = Case(
    "Terracotta pots",
    {"brand": 12, "partial": 8, "url": 6, "generic": 3, "blank": 41, "exact": 2, "other": 1},
    ("within", "unlabelled"),
    (74, 58, 47, 38, 35),
    (
        ("", "blank", 41),
        ("Fern & Oak", "brand", 9),
        ("fernandoak.example", "url", 6),
        ("click here", "generic", 3),
        ("أصص الزراعة من الطين", "other", 1),
    ),
    reason="61 in 100 sites link without any words; for rivals it is 15 in 100.",
    do=("add_alt_text",),
    keyword="terracotta pots",
)
_BEDS = Case(
    "Raised beds",
    {"brand": 2, "partial": 1, "exact": 8},
    ("thin", "over_optimised"),
    (96, 81, 66, 52, 41),
    (("raised garden beds", "exact", 8), ("Fern & Oak", "brand", 2)),
    reason="12 sites link here, rivals typically have 64; 8 of the 11 with words say the same.",
    do=("earn_links", "change_anchors"),
    keyword="raised garden beds",
    confidence="medium",
)
_TRAYS = Case(
    "Seed trays",
    {"brand": 4, "partial": 3, "other": 22, "url": 2},
    ("within", "mislabelled"),
    (44, 38, 31, 25, 20),
    (("autumn sale", "other", 21), ("Fern & Oak", "brand", 4), ("seed tray set", "partial", 3)),
    reason="21 of 31 sites call this page “autumn sale”, which it does not speak of.",
    do=("ask_for_labels",),
    keyword="seed trays",
    confidence="medium",
)
_GUIDE = Case(
    "The composting guide",
    {"brand": 61, "brand_keyword": 6, "partial": 38, "url": 19, "generic": 12,
     "blank": 4, "exact": 7},
    ("within", "natural"),
    (140, 131, 102, 84, 66),
    (
        ("Fern & Oak", "brand", 52),
        ("this composting chart", "partial", 21),
        ("Fern & Oak's composting guide", "brand_keyword", 6),
        ("here", "generic", 12),
        ("composting guide", "exact", 7),
    ),
    unfollowed=31,
    reason="148 sites link here, in words that people chose themselves.",
    keyword="composting guide",
    kind="article",
    floor=8,
    rank=4.1,
)  # fmt: skip
_VOUCHERS = Case(
    "Gift vouchers",
    {"brand": 3, "generic": 1},
    ("cannot_tell", "cannot_tell"),
    (9, 6, 4),
    (("Fern & Oak", "brand", 3), ("gift voucher", "generic", 1)),
    reason="5 sites link here, rivals typically have 6; too few to tell.",
    kind="product",
    confidence="low",
    floor=8,
)
_HOME = Case(
    "",
    {"brand": 140, "url": 52, "generic": 9, "other": 4, "blank": 11},
    ("within", "natural"),
    (260, 214, 190, 166, 120),
    (("Fern & Oak", "brand", 131), ("fernandoak.example", "url", 52)),
    reason="217 sites link here, as many as rivals; it ranks at 21.5 all the same.",
    do=("look_at_content",),
    kind="home",
    rank=21.5,
)
_SITE = Case(
    "",
    {
        "brand": 182, "brand_keyword": 12, "partial": 55, "url": 74, "generic": 28, "other": 25,
        "blank": 48, "exact": 61,
    },
    ("within", "watch"),
    (610, 540, 470, 390, 300),
    (("Fern & Oak", "brand", 171), ("fernandoak.example", "url", 66)),
    unfollowed=74,
    reason="As many roads as rivals; 13 in 100 use one phrase, too little to say more.",
    do=("change_anchors",),
    confidence="medium",
)  # fmt: skip


def _receipts() -> tuple[Receipt, ...]:
    own = Receipt(
        "fernandoak-backlinks.csv", "ahrefs.backlinks", "Ahrefs, backlinks", encoding="utf-16",
        read=4902, kept=4819, rejected={"target_elsewhere": 61, "no_address": 22},
        samples=(Sample(17, "no_address", "-"), Sample(90, "target_elsewhere", "x.example")),
        first_seen=date(2019, 3, 2), last_seen=date(2026, 11, 12), target="fernandoak.example",
        target_rows=4819,
    )  # fmt: skip
    rivals = [
        Receipt(f"{name.partition('.')[0]}.csv", "ahrefs.backlinks", "Ahrefs, backlinks",
                read=n, kept=n, target=name, target_rows=n, capped=n == 1000,
                warnings=("capped_at_1000",) if n == 1000 else (),
                last_seen=date(2026, 11, 12))
        for name, n in zip(RIVALS, (1000, 871, 640, 522, 418), strict=True)
    ]  # fmt: skip
    broken = Receipt(
        "notes.xlsx", error="no column holds addresses; see roadsign identify notes.xlsx"
    )
    return (own, *rivals, broken)


def example_audit() -> Audit:
    """Give a shop with five rivals: a page for each verdict, three kinds of pages, a warning."""
    cans, beds = page(_CANS, "/collections/watering-cans"), page(_BEDS, "/collections/raised-beds")
    shears = page(_SHEARS, "/collections/pruning-shears")
    pots = page(_POTS, "/collections/terracotta-pots")
    trays, guide = page(_TRAYS, "/collections/seed-trays"), page(_GUIDE, "/guides/composting")
    home, voucher = page(_HOME, "/"), page(_VOUCHERS, "/products/gift-voucher")
    idle = [unjudged(f"/pages/delivery-{n}") for n in range(1, 5)]
    burst = AuditWarning(
        "nofollow_burst",
        "24 sites with links that are not followed share the words “pruning shears”.",
        {"url": shears.url, "owners": 24, "phrase": "pruning shears"},
    )
    shears = replace(shears, warnings=(burst,))
    categories = [beds, cans, shears, pots, trays]
    kind = replace(_SHEARS, reason="38 in 100 sites use one kind of words.", confidence="medium")
    article = replace(_GUIDE, reason="As many roads as rivals, in words people chose themselves.")
    return Audit(
        target=Target("fernandoak.example", "domain"),
        display="fernandoak.example",
        generated="2026-11-14T10:00:00Z",
        sources=_receipts(),
        summary=Summary(
            "Five of your eight judged pages are held back, each by something different.",
            "Enough sites link to the shop as a whole. On three pages the words are the trouble.",
            (
                FirstStep("Put words on your stockist badge", "one e-mail, 42 sites", pots.url),
                FirstStep("Stop asking for “pruning shears” links", "today, no cost", shears.url),
                FirstStep("Earn links from 19 new sites", "some months", cans.url),
            ),
        ),
        site=group(_SITE, [*categories, guide, voucher, home], None, 12),
        page_types=(
            group(kind, categories, "category", 5),
            group(article, [guide], "article", 1),
        ),
        pages=(beds, cans, shears, pots, trays, voucher, home, guide, *idle),
        warnings=(burst,),
        rivals=RIVALS,
        version="0.1.0",
    )


def lonely_audit() -> Audit:
    """Give a site of which one export is all that is known: no rivals, no keywords."""
    words = {"brand": 21, "url": 14, "partial": 7, "generic": 6, "blank": 4, "exact": 4, "other": 4}
    phrases = (("Little Lamps", "brand", 18), ("littlelamps.example", "url", 14))
    site = Case(
        "", words, ("cannot_tell", "cannot_tell"), phrases=phrases, confidence="low",
        reason="61 sites link here, more than the 36 that such a site usually needs; whether "
        "that is enough only rivals can tell.",
        do=("add_rivals",),
    )  # fmt: skip
    home = page(replace(site, kind="home", confidence="low"), "/")
    lamps = Case(
        "", {"brand": 2, "partial": 3, "generic": 1}, ("thin", "cannot_tell"), (),
        (("reading lamps", "partial", 3),), reason="7 sites link here, fewer than the field's 36.",
        do=("earn_links", "add_rivals"), confidence="low",
    )  # fmt: skip
    few = page(lamps, "/c/reading-lamps")
    one = page(
        Case("", {}, ("cannot_tell", "cannot_tell"), reason="1 site links here; too few to tell.",
             kind="article", confidence="low", unfollowed=0, floor=8),
        "/blog/2024/how-to-choose-a-lamp",
    )  # fmt: skip
    return Audit(
        target=Target("fernandoak.example", "domain"),
        display="fernandoak.example",
        generated="2026-11-14T10:00:00Z",
        sources=(
            Receipt("backlinks.csv", "table", "a table with addresses", read=208, kept=208,
                    target="fernandoak.example", target_rows=208),
        ),
        summary=Summary(
            "63 sites link here, more than the 36 that such a site usually needs.",
            "The words look ordinary, as far as one can tell without rivals.",
            (FirstStep("Give three or more rivals' exports", "then both signals can be judged"),),
        ),
        site=group(site, [home, few, one], None, 3),
        page_types=(),
        pages=(few, home, one),
        warnings=(AuditWarning("no_rivals", "No rivals were given: only rough rules speak here."),),
        rivals=(),
        version="0.1.0",
    )  # fmt: skip
