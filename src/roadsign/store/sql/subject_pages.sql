-- The pages of a subject that others link to.
SELECT DISTINCT page
FROM hits
WHERE subject = $subject AND NOT internal
ORDER BY page
