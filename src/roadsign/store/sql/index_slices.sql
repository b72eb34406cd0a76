-- Where to cut parts of an index by key: into stretches of about so many rows, a longer key by itself.
SELECT max(key) AS "last", sum(held)::BIGINT AS "rows"
FROM (
  SELECT key, held, (sum(held) OVER (ORDER BY key ROWS UNBOUNDED PRECEDING) - held) // $most AS stretch
  FROM (
    SELECT key, count(*) AS held FROM read_parquet($files) GROUP BY key
  ) AS keys
) AS stretches
GROUP BY stretch, held > $most
ORDER BY "last"
