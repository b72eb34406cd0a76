-- Signs of the rivals' pages without keywords: what their words are for any page of that rival.
INSERT INTO ballot_signs
SELECT
  0 AS ballot,
  h.subject,
  h.page,
  h.anchor,
  h.anchor_from,
  p.class,
  p.class_order,
  p.family,
  p.folded,
  p.ambiguous,
  p.whole,
  p.family <> '' AND coalesce(n.name = p.family, false) AS named
FROM (
  SELECT DISTINCT subject, page, anchor, anchor_from
  FROM hits
  WHERE live AND NOT internal AND worded AND coalesce(follow, true)
) AS h
INNER JOIN plain_signs AS p
  ON h.subject = p.subject AND h.anchor = p.anchor AND h.anchor_from = p.anchor_from
LEFT JOIN page_names AS n ON h.subject = n.subject AND h.page = n.page
