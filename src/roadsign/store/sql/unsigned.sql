-- The signs of a subject: each anchor of each page once, in the language most of its sources are in.
SELECT
  page,
  anchor,
  anchor_from,
  mode(source_language) AS source_language
FROM hits
WHERE subject = $subject AND worded AND NOT internal
GROUP BY page, anchor, anchor_from
ORDER BY page, anchor, anchor_from
