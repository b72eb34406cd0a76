-- The words that most owners use for each unit of a subject, as most of them write them.
WITH counted AS (
  SELECT
    unit,
    folded,
    mode(anchor) AS phrase,
    mode(class) AS class,
    count(DISTINCT owner) AS owners
  FROM unit_words
  WHERE ballot = 0 AND subject = $subject
  GROUP BY unit, folded
),
ranked AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY unit ORDER BY owners DESC, phrase) AS place
  FROM counted
)
SELECT unit, phrase, class, owners
FROM ranked
WHERE place <= $most
ORDER BY unit, place
