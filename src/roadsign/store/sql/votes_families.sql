-- The top phrase family of each unit, among exact, partial and other, and among other alone.
WITH eligible AS (
  SELECT ballot, subject, unit, family, class, anchor, ambiguous
  FROM votes
  WHERE class IN ('exact', 'partial', 'other') AND family <> '' AND NOT named
),
counted AS (
  SELECT
    ballot,
    subject,
    unit,
    family,
    count(*) AS votes,
    count(*) FILTER (ambiguous) AS ambiguous,
    count(*) FILTER (class = 'other') AS other_votes
  FROM eligible
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
),
tops AS (
  SELECT * FROM ranked WHERE place = 1 OR other_place = 1
),
-- Only of these is it asked how most write them: to ask it of every family would cost gigabytes.
said AS (
  SELECT
    e.ballot,
    e.subject,
    e.unit,
    e.family,
    e.class,
    e.anchor,
    count(*) AS votes
  FROM eligible AS e
  INNER JOIN tops AS t
    ON e.ballot = t.ballot AND e.subject = t.subject AND e.unit = t.unit AND e.family = t.family
  GROUP BY e.ballot, e.subject, e.unit, e.family, e.class, e.anchor
),
written AS (
  SELECT
    ballot,
    subject,
    unit,
    family,
    arg_max(anchor, struct_pack(votes := votes, anchor := anchor)) AS phrase,
    arg_max(class, struct_pack(votes := votes, class := class)) AS class,
    arg_max(anchor, struct_pack(votes := votes, anchor := anchor))
      FILTER (class = 'other') AS other_phrase
  FROM said
  GROUP BY ballot, subject, unit, family
)
SELECT
  t.ballot,
  t.subject,
  t.unit,
  t.family,
  w.phrase,
  w.class,
  t.votes,
  t.ambiguous,
  t.other_votes,
  w.other_phrase,
  t.place = 1 AS is_top,
  t.other_place = 1 AND t.other_votes > 0 AS is_top_other
FROM tops AS t
INNER JOIN written AS w
  ON t.ballot = w.ballot AND t.subject = w.subject AND t.unit = w.unit AND t.family = w.family
ORDER BY t.ballot, t.subject, t.unit, t.place
