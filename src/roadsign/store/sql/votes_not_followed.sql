-- The owners of a subject's units whose every live link is not followed, with their words and day.
WITH owners AS (
  SELECT
    u.unit,
    h.owner,
    bool_or(coalesce(h.follow, true)) AS followed,
    min(h.first_seen) AS first_seen,
    mode(s.family) FILTER (s.family <> '') AS family,
    mode(h.anchor) FILTER (s.family <> '') AS phrase
  FROM hits AS h
  INNER JOIN units AS u ON h.subject = u.subject AND h.page = u.page AND u.ballot = 0
  LEFT JOIN ballot_signs AS s
    ON s.ballot = 0 AND h.subject = s.subject AND h.page = s.page
    AND h.anchor = s.anchor AND h.anchor_from = s.anchor_from
  WHERE h.subject = $subject AND h.live AND NOT h.internal
  GROUP BY u.unit, h.owner
),
top AS (
  SELECT
    unit,
    family,
    mode(phrase) AS phrase,
    count(*) AS owners,
    min(first_seen) AS first,
    max(first_seen) AS last,
    row_number() OVER (PARTITION BY unit ORDER BY count(*) DESC, family) AS place
  FROM owners
  WHERE NOT followed AND family IS NOT NULL
  GROUP BY unit, family
)
SELECT
  t.unit,
  t.phrase,
  t.owners,
  t.first,
  t.last,
  count(*) FILTER (NOT o.followed) AS not_followed,
  count(*) FILTER (o.followed) AS followed,
  list(datediff('day', DATE '1970-01-01', o.first_seen)) FILTER (o.first_seen IS NOT NULL) AS days,
  list(NOT o.followed AND coalesce(o.family = t.family, false))
    FILTER (o.first_seen IS NOT NULL) AS labels
FROM top AS t
INNER JOIN owners AS o ON t.unit = o.unit
WHERE t.place = 1 AND t.owners >= $least
GROUP BY t.unit, t.phrase, t.owners, t.first, t.last
ORDER BY t.unit
