-- Writes a part of links anew, without those from or to one domain.
COPY (
  SELECT * EXCLUDE (leads)
  FROM (
    SELECT
      *,
      list_transform(list_append(coalesce(redirect_chain, []), other), lambda u : reversed(pieces(u).host)) AS leads
    FROM read_parquet($files)
  ) AS stored
  WHERE NOT (
    key = $key OR starts_with(key, $prefix)
    OR source_key = $key OR starts_with(source_key, $prefix)
    OR len(list_filter(leads, lambda k : k = $key OR starts_with(k, $prefix))) > 0
  )
  ORDER BY key, rest, scheme, source_key, source_rest, anchor
) TO $file (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION v2, ROW_GROUP_SIZE 122880)
