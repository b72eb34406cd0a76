-- The words that most owners use for each unit of a subject, as most of them write them.
WITH counted AS (
  SELECT
    unit,
    folded,
    min(anchor) AS sample,
    count(DISTINCT owner) AS owners
  FROM unit_words
  WHERE ballot = 0 AND subject = $subject
  GROUP BY unit, folded
),
ranked AS (
  SELECT
    unit,
    folded,
    owners,
    row_number() OVER (PARTITION BY unit ORDER BY owners DESC, sample) AS place
  FROM counted
),
said AS (
  SELECT
    r.unit,
    r.folded,
    r.place,
    r.owners,
    w.anchor,
    w.class,
    count(*) AS n
  FROM ranked AS r
  INNER JOIN unit_words AS w
    ON w.ballot = 0 AND w.subject = $subject AND w.unit = r.unit AND w.folded = r.folded
  WHERE r.place <= $most
  GROUP BY r.unit, r.folded, r.place, r.owners, w.anchor, w.class
)
SELECT
  unit,
  arg_max(anchor, struct_pack(n := n, anchor := anchor)) AS phrase,
  arg_max(class, struct_pack(n := n, class := class)) AS class,
  owners
FROM said
GROUP BY unit, folded, place, owners
ORDER BY unit, place
