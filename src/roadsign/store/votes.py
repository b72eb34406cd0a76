"""The votes: who says what of each unit, counted once an owner."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from roadsign.model.evidence import (
    Ballots,
    Burst,
    LinkFact,
    Phrase,
    Roads,
    UsedPhrase,
    Voters,
)
from roadsign.store.linkbase import LinkBase

BALLOT_SIGNS = pa.schema(
    {
        "ballot": pa.int32(),
        "subject": pa.string(),
        "page": pa.string(),
        "anchor": pa.string(),
        "anchor_from": pa.string(),
        "class": pa.string(),
        "class_order": pa.int32(),
        "family": pa.string(),
        "folded": pa.string(),
        "ambiguous": pa.bool_(),
        "whole": pa.bool_(),
        "named": pa.bool_(),
    }
)
"""What each sign is on one ballot; ballot 0 is by each page's own keywords."""

UNITS = pa.schema(
    {
        "ballot": pa.int32(),
        "subject": pa.string(),
        "page": pa.string(),
        "unit": pa.string(),
    }
)
"""Which pages make up a unit: a page itself, all pages of a type, a whole site."""

PLAIN_SIGNS = pa.schema([f for f in BALLOT_SIGNS if f.name not in ("ballot", "page", "named")])
OWNER_SCORES = pa.schema({"domain": pa.string(), "score": pa.float64()})
PAGE_NAMES = pa.schema({"subject": pa.string(), "page": pa.string(), "name": pa.string()})
WANTED = pa.schema({"subject": pa.string(), "page": pa.string()})

Place = tuple[int, str, str]
"""Ballot, subject, unit."""


class Votes:
    """Counts of a link base's hits; ``providers`` are those that subject and rivals share."""

    def __init__(self, base: LinkBase, providers: Sequence[str]) -> None:
        self._base = base
        self._providers = list(providers)
        self._engine = base.engine
        self._kept: set[tuple[str, object]] = set()
        for name, schema in (
            ("ballot_signs", BALLOT_SIGNS),
            ("units", UNITS),
            ("page_names", PAGE_NAMES),
            ("plain_signs", PLAIN_SIGNS),
            ("owner_scores", OWNER_SCORES),
        ):
            self._engine.create(name, schema.empty_table())

    def pages(self, subject: str) -> Mapping[str, list[tuple[str, int]]]:
        """Give the pages of a subject, each with its addresses and their owners, most first."""
        pages: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for row in self._ask("votes_pages", subject=subject):
            pages[row["page"]].append((row["address"], row["owners"]))
        return pages

    def plain_words(self, subject: str) -> pa.Table:
        """Give the distinct words of a subject: anchor, anchor_from, source_language, owners."""
        return self._base.query("votes_plain_words", subject=subject)

    def page_words(self, subject: str, pages: Sequence[str]) -> pa.Table:
        """Give the distinct words of some pages: page, anchor, anchor_from, source_language."""
        self._want([(subject, page) for page in pages])
        return self._base.query("votes_page_words", subject=subject)

    def add_signs(self, rows: pa.Table) -> None:
        """Say what signs are on a ballot (BALLOT_SIGNS)."""
        self._engine.insert("ballot_signs", rows.select(BALLOT_SIGNS.names).cast(BALLOT_SIGNS))

    def add_plain_signs(self, rows: pa.Table) -> None:
        """Say what a rival's words are whatever page they point to (PLAIN_SIGNS)."""
        self._engine.insert("plain_signs", rows.select(PLAIN_SIGNS.names).cast(PLAIN_SIGNS))

    def add_owner_scores(self, rows: pa.Table) -> None:
        """Say what owners weigh (OWNER_SCORES); what is not said has no weight."""
        self._engine.insert("owner_scores", rows.select(OWNER_SCORES.names).cast(OWNER_SCORES))

    def add_page_names(self, names: Sequence[tuple[str, str, str]]) -> None:
        """Say what pages are called: (subject, page, family of its last segment)."""
        self._insert("page_names", PAGE_NAMES, names)

    def add_units(self, rows: Sequence[tuple[int, str, str, str]]) -> None:
        """Say which pages make up a unit: (ballot, subject, page, unit)."""
        self._insert("units", UNITS, rows)

    def spread_plain_signs(self) -> None:
        """Give every rival page's words the class that they have for any page of that rival."""
        self._engine.run("votes_rival_signs")

    def roads(self) -> Mapping[tuple[str, str], Roads]:
        """Give the owners of each (subject, unit)."""
        return {
            (row.pop("subject"), row.pop("unit")): Roads(**row)
            for row in self._ask("votes_roads", providers=self._providers)
        }

    def ballots(self, subjects: Sequence[str]) -> Mapping[Place, Ballots]:
        """
        Give the votes of each (ballot, subject, unit).

        One subject after the other, so that memory holds the votes of one; those of the last one
        stay, and may be asked for their links and phrases.
        """
        found: dict[Place, Ballots] = {}
        for subject in subjects:
            self._engine.run("votes_words", {"providers": self._providers, "subject": subject})
            self._engine.run("votes_cast")
            counts: dict[Place, list[dict[str, int]]] = defaultdict(list)
            for row in self._ask("votes_counts"):
                counts[row["ballot"], row["subject"], row["unit"]].append(row)
            tops, others = self._families()
            for place, rows in counts.items():
                found[place] = _ballots(rows, tops.get(place), others.get(place))
        return found

    def phrases(self, subject: str, most: int) -> Mapping[str, list[UsedPhrase]]:
        """Give the words that most owners use for each unit of a subject."""
        used: dict[str, list[UsedPhrase]] = defaultdict(list)
        for row in self._ask("votes_phrases", subject=subject, most=most):
            used[row["unit"]].append(UsedPhrase(row["phrase"], row["class"], row["owners"]))
        return used

    def links(self, wanted: Voters) -> list[LinkFact]:
        """Give the links behind some votes, one owner's many links first."""
        return self._links(
            "votes_links",
            **{**asdict(wanted), "classes": list(wanted.classes)},
            providers=self._providers,
        )

    def unknown_links(self, subject: str, unit: str) -> list[LinkFact]:
        """Give the links of a unit whose words or follow the source does not know."""
        self._once("votes_unknown_hits", subject=subject, providers=self._providers)
        return self._links("votes_unknown_links", subject=subject, unit=unit)

    def lost_chains(self, subject: str) -> list[LinkFact]:
        """Give the links to a subject that went through a redirect which is gone."""
        return self._links("votes_lost_chains", subject=subject)

    def prospects(
        self, subject: str, cohort: Sequence[tuple[str, str]], most: int
    ) -> list[LinkFact]:
        """Give owners that link to two or more of a cohort's rivals and not to the subject."""
        self._once("votes_linking", subject=subject, providers=self._providers)
        self._want(cohort)
        return self._links("votes_prospects", most=most)

    def not_followed(self, subject: str, least: int) -> list[Burst]:
        """Give the units in which at least so many not-followed owners share a phrase."""
        return [
            Burst(
                **{key: row[key] for key in ("unit", "phrase", "owners", "first", "last")},
                not_followed=row["not_followed"],
                followed=row["followed"],
                days=tuple(row["days"] or ()),
                labels=tuple(row["labels"] or ()),
            )
            for row in self._ask("votes_not_followed", subject=subject, least=least)
        ]

    def _families(self) -> tuple[Mapping[Place, Phrase], Mapping[Place, Phrase]]:
        tops: dict[Place, Phrase] = {}
        others: dict[Place, Phrase] = {}
        for row in self._ask("votes_families"):
            place = (row["ballot"], row["subject"], row["unit"])
            if row["is_top"]:
                tops[place] = Phrase(
                    row["family"], row["phrase"], row["class"], row["votes"], row["ambiguous"]
                )
            if row["is_top_other"]:
                others[place] = Phrase(
                    row["family"], row["other_phrase"], "other", row["other_votes"]
                )
        return tops, others

    def _links(self, name: str, **values: object) -> list[LinkFact]:
        return [
            LinkFact(
                row["owner"],
                row["source_url"],
                row["address"],
                row["anchor"],
                str(row.get("kind", "text")),
            )
            for row in self._ask(name, **values)
        ]

    def _ask(self, name: str, **values: object) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._base.query(name, **values).to_pylist()
        return rows

    def _once(self, name: str, **values: object) -> None:
        """Run a query that keeps a table, the first time that it is asked for."""
        if (name, values["subject"]) not in self._kept:
            self._engine.run(name, values)
            self._kept = {each for each in self._kept if each[0] != name}
            self._kept.add((name, values["subject"]))

    def _want(self, pages: Sequence[tuple[str, str]]) -> None:
        self._engine.show("wanted", _columns(pages, WANTED))

    def _insert(self, name: str, schema: pa.Schema, rows: Sequence[tuple[object, ...]]) -> None:
        self._engine.insert(name, _columns(rows, schema))


def _columns(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    arrays = [
        pa.array([row[place] for row in rows], field.type) for place, field in enumerate(schema)
    ]
    return pa.table(arrays, schema=schema)


def _ballots(
    rows: Sequence[Mapping[str, int]], top: Phrase | None, other: Phrase | None
) -> Ballots:
    classes = {str(row["class"]): row["votes"] for row in rows}
    by_class = {str(row["class"]): row for row in rows}
    exact, mixed = by_class.get("exact", {}), by_class.get("brand_keyword", {})
    return Ballots(
        classes,
        ambiguous_exact=exact.get("ambiguous", 0),
        whole=mixed.get("whole", 0),
        named_exact=exact.get("named", 0),
        top=top,
        other=other,
    )
