-- Signs of the rivals' pages without keywords: what their words are for any page of that rival.
INSERT INTO ballot_signs
SELECT DISTINCT
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
FROM hits AS h
INNER JOIN plain_signs AS p
  ON h.subject = p.subject AND h.anchor = p.anchor AND h.anchor_from = p.anchor_from
LEFT JOIN page_names AS n ON h.subject = n.subject AND h.page = n.page
WHERE h.live AND NOT h.internal AND h.worded AND coalesce(h.follow, true)
