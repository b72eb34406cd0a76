-- The distinct words of some pages of a subject.
SELECT
  h.page,
  h.anchor,
  h.anchor_from,
  mode(h.source_language) AS source_language
FROM hits AS h
INNER JOIN wanted AS w ON h.subject = w.subject AND h.page = w.page
WHERE h.subject = $subject AND h.live AND NOT h.internal AND h.worded AND coalesce(h.follow, true)
GROUP BY h.page, h.anchor, h.anchor_from
ORDER BY h.page, h.anchor, h.anchor_from
