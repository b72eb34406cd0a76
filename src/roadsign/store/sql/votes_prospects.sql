-- Owners with a followed link to two or more rivals' pages of a cohort, and none to the subject.
WITH found AS (
  SELECT
    l.owner,
    l.subject,
    min(l.source_url) AS source_url,
    arg_min(l.address, l.source_url) AS address,
    arg_min(l.anchor, l.source_url) AS anchor,
    max(l.rating) AS rating
  FROM linking AS l
  INNER JOIN wanted AS w ON l.subject = w.subject AND (w.page = '' OR l.page = w.page)
  GROUP BY l.owner, l.subject
)
SELECT
  owner,
  count(*) AS rivals,
  min(source_url) AS source_url,
  arg_min(address, source_url) AS address,
  arg_min(anchor, source_url) AS anchor,
  max(rating) AS rating
FROM found
GROUP BY owner
HAVING count(*) >= 2
ORDER BY rivals DESC, rating DESC NULLS LAST, owner
LIMIT $most
