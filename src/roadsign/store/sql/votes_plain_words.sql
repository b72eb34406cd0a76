-- The distinct words of a subject, whatever page they point to, with the owners that use them.
SELECT
  anchor,
  anchor_from,
  mode(source_language) AS source_language,
  count(DISTINCT owner) AS owners
FROM hits
WHERE subject = $subject AND live AND NOT internal AND worded AND coalesce(follow, true)
GROUP BY anchor, anchor_from
ORDER BY owners DESC, anchor, anchor_from
