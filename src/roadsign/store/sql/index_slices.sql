-- Where to cut parts of an index by key, so that no stretch is much longer than asked for.
SELECT max(key) AS "last"
FROM (
  SELECT key, (sum("rows") OVER (ORDER BY key ROWS UNBOUNDED PRECEDING) - "rows") // $most AS stretch
  FROM (
    SELECT key, count(*) AS "rows" FROM read_parquet($files) GROUP BY key
  ) AS keys
) AS stretches
GROUP BY stretch
ORDER BY "last"
