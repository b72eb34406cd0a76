-- Writes a part of fetched pages anew, without those of one domain.
COPY (
  SELECT *
  FROM read_parquet($files)
  WHERE NOT (key = $key OR starts_with(key, $prefix))
  ORDER BY key, url
) TO $file (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION v2, ROW_GROUP_SIZE 122880)
