-- Of each page of a subject the words that most owners use.
WITH counted AS (
  SELECT
    page,
    anchor,
    count(DISTINCT owner) AS owners
  FROM hits
  WHERE subject = $subject AND NOT internal AND worded AND live AND anchor <> ''
  GROUP BY page, anchor
),
ranked AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY page ORDER BY owners DESC, anchor) AS place
  FROM counted
)
SELECT page, anchor, owners
FROM ranked
WHERE place <= 5
ORDER BY page, place
