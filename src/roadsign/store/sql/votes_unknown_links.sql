-- The followed links of a unit whose words the source has no place for.
SELECT DISTINCT h.owner, h.source_url, h.address, h.anchor, h.kind
FROM hits AS h
INNER JOIN units AS u ON h.subject = u.subject AND h.page = u.page AND u.ballot = 0
WHERE h.subject = $subject AND u.unit = $unit AND h.live AND NOT h.internal
  AND coalesce(h.follow, true)
  AND (h.anchor_from = 'unknown' OR h.follow IS NULL)
ORDER BY h.owner, h.source_url, h.address
