-- Which of those links are lost, since when and why, and until when those on unchanged pages were seen.
CREATE OR REPLACE TEMP TABLE fates AS
WITH again AS (
  SELECT s.link, max(t."day") AS "day"
  FROM stood AS s
  INNER JOIN telling AS t ON s.page = t.page AND s.lean = t.lean AND t.since <= s.last_crawled
  GROUP BY s.link
),
seen AS (
  SELECT s.*, greatest(s.last_crawled, a."day") AS until
  FROM stood AS s
  LEFT JOIN again AS a ON s.link = a.link
),
words AS (
  SELECT DISTINCT page, target_page, first_crawled, until FROM seen WHERE worded
),
-- Words that were clipped or guessed are no name: any link to the same page is taken for that link.
held AS (
  SELECT
    *,
    greatest(
      "last",
      CASE WHEN guessed AND worded THEN max(until) OVER (PARTITION BY page, target_page, worded) ELSE until END
    ) AS stays
  FROM seen
),
judged AS (
  SELECT
    h.link,
    min(t."day") FILTER (NOT t.mute AND t."day" > h.stays) AS missed,
    arg_min(t.state, struct_pack("at" := t.fetched, state := t.state))
      FILTER (NOT t.mute AND t."day" > h.stays) AS missed_as,
    max(t."day") FILTER (
      t.state IN ('seen', 'unchanged') AND t.barred IS NULL AND t."day" BETWEEN h."first" AND h.stays
    ) AS good
  FROM held AS h
  INNER JOIN telling AS t ON h.page = t.page AND h.lean = t.lean
  GROUP BY h.link
),
-- A page that was always out of the index lost nothing by being so.
shut AS (
  SELECT
    j.link,
    min(t."day") AS barred,
    arg_min(t.barred, struct_pack("at" := t.fetched, barred := t.barred)) AS barred_as
  FROM judged AS j
  INNER JOIN held AS h ON j.link = h.link
  INNER JOIN telling AS t ON h.page = t.page AND h.lean = t.lean
  WHERE
    NOT t.mute
    AND t.barred IS NOT NULL
    AND t.state IN ('seen', 'unchanged')
    AND t."day" > j.good
    AND t."day" <= h.stays
    AND h.kind NOT IN ('redirect', 'canonical', 'alternate')
  GROUP BY j.link
)
SELECT
  h.ids,
  h.until,
  coalesce(s.barred, j.missed) AS lost,
  CASE
    WHEN s.barred IS NOT NULL THEN s.barred_as
    WHEN j.missed IS NULL THEN NULL
    WHEN j.missed_as = 'gone' THEN 'page_gone'
    WHEN j.missed_as = 'redirected' THEN 'page_redirected'
    WHEN h.worded AND EXISTS (
      SELECT 1
      FROM words AS w
      WHERE w.page = h.page AND w.target_page = h.target_page AND j.missed BETWEEN w.first_crawled AND w.until
    )
    THEN 'reworded'
    ELSE 'removed'
  END AS lost_reason
FROM held AS h
INNER JOIN judged AS j ON h.link = j.link
LEFT JOIN shut AS s ON h.link = s.link
WHERE h.until > h.last_crawled OR s.barred IS NOT NULL OR j.missed IS NOT NULL
