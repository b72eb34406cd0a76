-- The followed owners of each page of a subject, once each.
SELECT DISTINCT page, owner
FROM hits
WHERE subject = $subject AND live AND NOT internal AND coalesce(follow, true)
ORDER BY page, owner
