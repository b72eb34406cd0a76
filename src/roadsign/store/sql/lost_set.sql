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
FROM (SELECT unnest(ids) AS id, until, lost, lost_reason FROM fates) AS told
WHERE told.id = CASE WHEN links.id < 0 THEN -1 - links.id ELSE links.id END
