-- The top phrase family of each unit, among exact, partial and other, and among other alone.
WITH counted AS (
  SELECT
    ballot,
    subject,
    unit,
    family,
    mode(anchor) AS phrase,
    mode(class) AS class,
    count(*) AS votes,
    count(*) FILTER (ambiguous) AS ambiguous,
    count(*) FILTER (class = 'other') AS other_votes,
    mode(anchor) FILTER (class = 'other') AS other_phrase
  FROM votes
  WHERE class IN ('exact', 'partial', 'other') AND family <> '' AND NOT named
  GROUP BY ballot, subject, unit, family
),
ranked AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY ballot, subject, unit ORDER BY votes DESC, family) AS place,
    row_number() OVER (
      PARTITION BY ballot, subject, unit ORDER BY other_votes DESC, family
    ) AS other_place
  FROM counted
)
SELECT
  ballot,
  subject,
  unit,
  family,
  phrase,
  class,
  votes,
  ambiguous,
  other_votes,
  other_phrase,
  place = 1 AS is_top,
  other_place = 1 AND other_votes > 0 AS is_top_other
FROM ranked
WHERE place = 1 OR other_place = 1
ORDER BY ballot, subject, unit, place
