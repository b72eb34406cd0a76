-- Links to a subject that went through a redirect which is gone, by owner.
SELECT DISTINCT owner, source_url, target_url AS address, anchor, kind
FROM hits
WHERE subject = $subject AND NOT internal AND NOT live AND lost_reason = 'redirect_lost'
  AND coalesce(follow, true)
ORDER BY owner, source_url, address
