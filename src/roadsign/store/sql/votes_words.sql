-- The distinct words of each owner for each unit: followed, live, of another owner.
CREATE OR REPLACE TEMP TABLE unit_words AS
SELECT
  u.ballot,
  u.subject,
  u.unit,
  h.owner,
  s.class,
  s.class_order,
  s.folded,
  min(s.family) AS family,
  mode(h.anchor) AS anchor,
  bool_and(s.ambiguous) AS ambiguous,
  bool_or(s.whole) AS whole,
  bool_and(s.named) AS named
FROM hits AS h
INNER JOIN units AS u ON h.subject = u.subject AND h.page = u.page
INNER JOIN ballot_signs AS s
  ON u.ballot = s.ballot
  AND h.subject = s.subject
  AND h.page = s.page
  AND h.anchor = s.anchor
  AND h.anchor_from = s.anchor_from
WHERE h.live AND NOT h.internal AND h.worded AND coalesce(h.follow, true)
  AND list_has_any(h.providers, $providers)
GROUP BY u.ballot, u.subject, u.unit, h.owner, s.class, s.class_order, s.folded
