-- Writes the fetched pages of a crawl as an index keeps them: sorted by host, turned round.
COPY (
  SELECT reversed(pieces(url).host) AS key, *
  FROM source_pages
  WHERE crawl = $crawl AND provider = $provider
  ORDER BY key, url
) TO $file (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION v2, ROW_GROUP_SIZE 122880)
