-- The words that most owners use for a subject's pages, with their owners.
SELECT anchor, count(DISTINCT owner) AS owners
FROM hits
WHERE subject = $subject AND NOT internal AND worded AND anchor <> ''
GROUP BY anchor
ORDER BY owners DESC, anchor
LIMIT 2000
