-- The words of the links to a subject, each with the class that most of its linking domains give it.
WITH worded AS (
  SELECT h.*, k.class, k.flags, k.confidence, k.left_out
  FROM hits AS h
  INNER JOIN kept AS k ON h.id = k.id
  WHERE h.subject = $subject AND h.worded
),
whole AS (
  SELECT count(DISTINCT owner) FILTER (follow IS DISTINCT FROM false) AS owners FROM worded
),
classes AS (
  SELECT
    anchor,
    class,
    row_number() OVER (PARTITION BY anchor ORDER BY count(DISTINCT owner) DESC, class) AS place
  FROM worded
  WHERE NOT left_out
  GROUP BY anchor, class
),
-- The same words may be flagged otherwise for another page: the flags that most domains see.
flagged AS (
  SELECT
    w.anchor,
    w.class,
    w.flags,
    max(w.confidence) AS confidence,
    row_number() OVER (PARTITION BY w.anchor ORDER BY count(DISTINCT w.owner) DESC, w.flags) AS place
  FROM worded AS w
  INNER JOIN classes AS c
    ON w.anchor = c.anchor AND w.class IS NOT DISTINCT FROM c.class AND c.place = 1
  WHERE NOT w.left_out
  GROUP BY w.anchor, w.class, w.flags
)
SELECT
  w.anchor,
  any_value(c.class) AS class,
  coalesce(any_value(c.flags), []) AS flags,
  any_value(c.confidence) AS confidence,
  count(DISTINCT w.owner) AS referring_domains,
  count(DISTINCT w.owner) FILTER (w.follow IS DISTINCT FROM false) AS followed_referring_domains,
  NULL::DOUBLE AS share,
  NULL::DOUBLE AS low,
  NULL::DOUBLE AS high,
  count(DISTINCT w.owner) FILTER (w.follow)
    / nullif(count(DISTINCT w.owner) FILTER (w.follow IS NOT NULL), 0) AS follow_share,
  sum(w.n)::BIGINT AS links,
  coalesce(sum(w.n) FILTER (w.follow), 0)::BIGINT AS follow_links,
  count(DISTINCT w.page) AS linked_pages,
  min(w.first_seen) AS first_seen,
  max(w.last_seen) AS last_seen,
  max(e.owners) AS owners
FROM worded AS w
INNER JOIN flagged AS c ON w.anchor = c.anchor AND c.place = 1
CROSS JOIN whole AS e
WHERE NOT w.left_out
GROUP BY w.anchor
