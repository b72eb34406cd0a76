-- The votes of each unit by class, with those that may be read otherwise.
SELECT
  ballot,
  subject,
  unit,
  class,
  count(*) AS votes,
  count(*) FILTER (ambiguous) AS ambiguous,
  count(*) FILTER (whole) AS whole,
  count(*) FILTER (named) AS named
FROM votes
GROUP BY ballot, subject, unit, class
ORDER BY ballot, subject, unit, class
