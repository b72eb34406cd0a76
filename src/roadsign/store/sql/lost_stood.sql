-- The links on those pages as crawls saw them: since when, until when, by which media.
CREATE OR REPLACE TEMP TABLE stood AS
WITH told AS (
  SELECT
    -- The row that folding leaves of these.
    min(l.id) AS id,
    any_value(r.page) AS page,
    l.target_url,
    l.kind,
    l.anchor,
    min(coalesce(l.target_final_url, l.target_url)) AS address,
    -- A lean medium tells a link less well, so it makes no link of the others lost.
    bool_and(l.provider = $lean) FILTER (list_contains($crawls, l.provider)) AS lean,
    bool_and(l.anchor_clipped OR list_contains($guessed, l.anchor_from))
      FILTER (list_contains($crawls, l.provider)) AS guessed,
    min(l.first_seen) AS "first",
    max(l.last_seen) FILTER (l.lost IS NULL) AS "last",
    min(l.first_seen) FILTER (list_contains($crawls, l.provider)) AS first_crawled,
    max(l.last_seen) FILTER (list_contains($crawls, l.provider)) AS last_crawled
  FROM links AS l
  INNER JOIN ripe AS r ON l.source_url = r.source_url
  GROUP BY l.source_url, l.target_url, l.kind, l.anchor
  HAVING last_crawled IS NOT NULL
)
SELECT
  min(id) AS link,
  list(id) AS ids,
  page,
  page_of(min(address)) AS target_page,
  list_contains($worded, kind) AS worded,
  kind,
  bool_and(lean) AS lean,
  bool_and(guessed) AS guessed,
  min("first") AS "first",
  max("last") AS "last",
  min(first_crawled) AS first_crawled,
  max(last_crawled) AS last_crawled
FROM told
GROUP BY page, target_url, kind, anchor
