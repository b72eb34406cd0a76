-- The signs of a subject: each anchor of each page once, in the language most of its sources are in.
SELECT
  page,
  anchor,
  anchor_from,
  arg_max(source_language, struct_pack(links := links, name := source_language)) AS source_language
FROM (
  SELECT page, anchor, anchor_from, source_language, count(*) AS links
  FROM hits
  WHERE subject = $subject AND worded AND NOT internal
  GROUP BY page, anchor, anchor_from, source_language
) AS told
GROUP BY page, anchor, anchor_from
ORDER BY page, anchor, anchor_from
