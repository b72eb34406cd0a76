-- The first and last key of a part of fetched pages, and how many it holds.
SELECT min(key) AS "first", max(key) AS "last", count(*) AS "rows" FROM read_parquet($files)
