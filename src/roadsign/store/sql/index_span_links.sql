-- The first and last key of a part of links, and how many links it holds.
SELECT
  min(key) AS "first",
  max(key) AS "last",
  count(*) FILTER (NOT again) AS "rows"
FROM read_parquet($files)
