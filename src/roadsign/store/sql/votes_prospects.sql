-- Owners with a followed link to two or more rivals' pages of a cohort, and none to the subject.
WITH linking AS (
  SELECT
    h.owner,
    h.subject,
    min(h.source_url) AS source_url,
    min(h.address) AS address,
    min(h.anchor) AS anchor,
    max(h.domain_rating) AS rating
  FROM hits AS h
  INNER JOIN wanted AS w ON h.subject = w.subject AND (w.page = '' OR h.page = w.page)
  WHERE h.live AND NOT h.internal AND coalesce(h.follow, true)
    AND list_has_any(h.providers, $providers)
  GROUP BY h.owner, h.subject
),
mine AS (
  SELECT DISTINCT owner FROM hits WHERE subject = $subject AND live
)
SELECT
  l.owner,
  count(*) AS rivals,
  min(l.source_url) AS source_url,
  arg_min(l.address, l.source_url) AS address,
  arg_min(l.anchor, l.source_url) AS anchor,
  max(l.rating) AS rating
FROM linking AS l
LEFT JOIN mine AS m ON l.owner = m.owner
WHERE m.owner IS NULL AND l.owner <> $subject
GROUP BY l.owner
HAVING count(*) >= 2
ORDER BY rivals DESC, rating DESC NULLS LAST, l.owner
LIMIT $most
