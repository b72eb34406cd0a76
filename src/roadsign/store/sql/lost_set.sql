-- Says so of the links; what an export says of a link's loss stands until a crawl sees the link after it.
UPDATE links
SET
  last_seen = greatest(last_seen, told.until),
  lost = CASE
    WHEN links.lost IS NULL THEN told.lost
    WHEN told.lost IS NULL AND told.until > links.lost THEN NULL
    ELSE links.lost
  END,
  lost_reason = CASE
    WHEN links.lost IS NULL THEN told.lost_reason
    WHEN told.lost IS NULL AND told.until > links.lost THEN NULL
    ELSE links.lost_reason
  END
FROM (
  SELECT r.source_url, f.*
  FROM fates AS f
  INNER JOIN ripe AS r ON f.page = r.page
) AS told
WHERE
  links.source_url = told.source_url
  AND links.target_url = told.target_url
  AND links.kind = told.kind
  AND links.anchor = told.anchor
  AND list_has_any(coalesce(links.providers, [links.provider]), $crawls)
