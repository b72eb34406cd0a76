-- The distinct words of each owner for each unit of a subject: followed, live, of another owner.
CREATE OR REPLACE TEMP TABLE unit_words AS
-- The links first: joined together with the signs, those would be spread over whole pages.
WITH spoken AS MATERIALIZED (
  SELECT DISTINCT subject, page, owner, anchor, anchor_from
  FROM hits
  WHERE subject = $subject AND live AND NOT internal AND worded AND coalesce(follow, true)
    AND list_has_any(providers, $providers)
),
said AS MATERIALIZED (
  SELECT
    s.ballot,
    h.subject,
    h.page,
    h.owner,
    s.class,
    s.class_order,
    s.folded,
    min(s.family) AS family,
    min(h.anchor) AS anchor,
    bool_and(s.ambiguous) AS ambiguous,
    bool_or(s.whole) AS whole,
    bool_and(s.named) AS named
  FROM spoken AS h
  INNER JOIN ballot_signs AS s
    ON s.subject = $subject
    AND h.page = s.page
    AND h.anchor = s.anchor
    AND h.anchor_from = s.anchor_from
  GROUP BY s.ballot, h.subject, h.page, h.owner, s.class, s.class_order, s.folded
)
SELECT
  u.ballot,
  u.subject,
  u.unit,
  w.owner,
  w.class,
  w.class_order,
  w.folded,
  min(w.family) AS family,
  min(w.anchor) AS anchor,
  bool_and(w.ambiguous) AS ambiguous,
  bool_or(w.whole) AS whole,
  bool_and(w.named) AS named
FROM said AS w
INNER JOIN units AS u ON u.subject = $subject AND w.ballot = u.ballot AND w.page = u.page
GROUP BY u.ballot, u.subject, u.unit, w.owner, w.class, w.class_order, w.folded
