-- One vote an owner and unit: the class with most distinct words; blank and generic only alone.
CREATE OR REPLACE TEMP TABLE votes AS
WITH classes AS (
  SELECT
    ballot,
    subject,
    unit,
    owner,
    class,
    count(*) AS words,
    bool_and(ambiguous) AS ambiguous,
    bool_or(whole) AS whole,
    bool_and(named) AS named,
    row_number() OVER (
      PARTITION BY ballot, subject, unit, owner
      ORDER BY class IN ('blank', 'generic'), count(*) DESC, min(class_order)
    ) AS place
  FROM unit_words
  GROUP BY ballot, subject, unit, owner, class
),
families AS (
  SELECT
    ballot,
    subject,
    unit,
    owner,
    class,
    family,
    min(anchor) AS anchor,
    row_number() OVER (
      PARTITION BY ballot, subject, unit, owner, class
      ORDER BY family = '', count(*) DESC, family
    ) AS place
  FROM unit_words
  GROUP BY ballot, subject, unit, owner, class, family
)
SELECT
  c.ballot,
  c.subject,
  c.unit,
  c.owner,
  c.class,
  c.ambiguous,
  c.whole,
  c.named,
  f.family,
  f.anchor
FROM classes AS c
INNER JOIN families AS f
  ON c.ballot = f.ballot AND c.subject = f.subject AND c.unit = f.unit
  AND c.owner = f.owner AND c.class = f.class AND f.place = 1
WHERE c.place = 1
