-- The tools that know live links of others to a subject.
SELECT DISTINCT unnest(providers) AS provider
FROM hits
WHERE subject = $subject AND NOT internal AND live
ORDER BY provider
