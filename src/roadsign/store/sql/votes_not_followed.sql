-- The owners of a subject's units whose every live link is not followed, with their words and day.
WITH spoken AS MATERIALIZED (
  SELECT
    page,
    owner,
    anchor,
    anchor_from,
    count(*) AS links,
    bool_or(coalesce(follow, true)) AS followed,
    min(first_seen) AS first_seen
  FROM hits
  WHERE subject = $subject AND live AND NOT internal
  GROUP BY page, owner, anchor, anchor_from
),
said AS (
  SELECT
    u.unit,
    h.owner,
    coalesce(s.family, '') AS family,
    min(h.anchor) AS phrase,
    sum(h.links) AS links,
    bool_or(h.followed) AS followed,
    min(h.first_seen) AS first_seen
  FROM spoken AS h
  INNER JOIN units AS u ON u.ballot = 0 AND u.subject = $subject AND h.page = u.page
  LEFT JOIN ballot_signs AS s
    ON s.ballot = 0 AND s.subject = $subject AND h.page = s.page
    AND h.anchor = s.anchor AND h.anchor_from = s.anchor_from
  GROUP BY u.unit, h.owner, coalesce(s.family, '')
),
owners AS (
  SELECT
    unit,
    owner,
    bool_or(followed) AS followed,
    min(first_seen) AS first_seen,
    arg_max(family, struct_pack(links := links, family := family))
      FILTER (family <> '') AS family,
    arg_max(phrase, struct_pack(links := links, family := family))
      FILTER (family <> '') AS phrase
  FROM said
  GROUP BY unit, owner
),
top AS (
  SELECT
    unit,
    family,
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
  mode(o.phrase) FILTER (NOT o.followed AND o.family = t.family) AS phrase,
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
GROUP BY t.unit, t.owners, t.first, t.last
ORDER BY t.unit
