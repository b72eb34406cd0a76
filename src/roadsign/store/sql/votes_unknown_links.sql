-- The followed links of a unit whose words, or whose follow, the source does not know.
SELECT DISTINCT h.owner, h.source_url, h.address, h.anchor, h.kind
FROM unknown_hits AS h
INNER JOIN units AS u ON u.ballot = 0 AND u.subject = $subject AND h.page = u.page
WHERE u.unit = $unit
ORDER BY h.owner, h.source_url, h.address
