-- Keeps the followed links of a subject whose words, or whose follow, the source does not know.
CREATE OR REPLACE TEMP TABLE unknown_hits AS
SELECT DISTINCT owner, source_url, address, anchor, kind, page
FROM hits
WHERE subject = $subject AND live AND NOT internal AND coalesce(follow, true)
  AND (anchor_from = 'unknown' OR follow IS NULL)
  AND list_has_any(providers, $providers)
