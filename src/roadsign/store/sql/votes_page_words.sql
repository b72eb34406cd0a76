-- The distinct words of some pages of a subject, in the language most of their sources are in.
SELECT
  page,
  anchor,
  anchor_from,
  arg_max(source_language, struct_pack(links := links, name := source_language)) AS source_language
FROM (
  SELECT h.page, h.anchor, h.anchor_from, h.source_language, count(*) AS links
  FROM hits AS h
  INNER JOIN wanted AS w ON h.subject = w.subject AND h.page = w.page
  WHERE h.subject = $subject AND h.live AND NOT h.internal AND h.worded AND coalesce(h.follow, true)
  GROUP BY h.page, h.anchor, h.anchor_from, h.source_language
) AS told
GROUP BY page, anchor, anchor_from
ORDER BY page, anchor, anchor_from
