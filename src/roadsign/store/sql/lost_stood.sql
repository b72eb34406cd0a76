-- The links on those pages as crawls saw them: since when, until when, by which media.
CREATE OR REPLACE TEMP TABLE stood AS
SELECT
  row_number() OVER () AS link,
  r.page,
  l.target_url,
  l.kind,
  l.anchor,
  min(page_of(coalesce(l.target_final_url, l.target_url))) AS target_page,
  list_contains($worded, l.kind) AS worded,
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
GROUP BY r.page, l.target_url, l.kind, l.anchor
HAVING last_crawled IS NOT NULL
