-- The hosts that links lie on or lead to, by the key they are sorted under.
SELECT key, reversed(key) AS host
FROM (
  SELECT key FROM read_parquet($files)
  UNION
  SELECT source_key FROM read_parquet($files)
) AS hosts
