-- The owners that link to any subject.
SELECT DISTINCT owner
FROM hits
WHERE live AND NOT internal
ORDER BY owner
