-- The distinct words of a subject, whatever page they point to, with the owners that use them.
WITH told AS (
  SELECT
    anchor,
    anchor_from,
    owner,
    source_language,
    count(*) AS links
  FROM hits
  WHERE subject = $subject AND live AND NOT internal AND worded AND coalesce(follow, true)
  GROUP BY anchor, anchor_from, owner, source_language
)
SELECT
  anchor,
  anchor_from,
  arg_max(source_language, struct_pack(links := links, name := source_language)) AS source_language,
  count(DISTINCT owner) AS owners
FROM told
GROUP BY anchor, anchor_from
ORDER BY owners DESC, anchor, anchor_from
