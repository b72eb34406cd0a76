-- The links to a subject with what they count as, in the order of their addresses.
SELECT *
FROM hits
WHERE subject = $subject
ORDER BY source_url, target_url, kind, anchor, id
