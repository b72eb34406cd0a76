-- Writes the links of a crawl as an index keeps them: sorted by where they end, hosts turned round.
COPY (
  WITH told AS (
    SELECT
      *,
      pieces(coalesce(target_final_url, target_url)) AS ending,
      pieces(target_url) AS beginning,
      pieces(source_url) AS source_parts
    FROM links
    WHERE crawl = $crawl AND provider = $provider
  ),
  placed AS (
    SELECT *, ending AS place, target_url AS other, false AS again FROM told
    UNION ALL
    -- A chain that begins on another host is found from there too.
    SELECT *, beginning AS place, target_final_url AS other, true AS again
    FROM told
    WHERE target_final_url IS NOT NULL AND beginning.host <> ending.host
  )
  SELECT
    reversed(place.host) AS key,
    place.scheme AS scheme,
    place.port AS port,
    place.rest AS rest,
    CASE WHEN target_final_url IS NOT NULL THEN other END AS other,
    again,
    target_domain,
    reversed(source_parts.host) AS source_key,
    source_parts.scheme AS source_scheme,
    source_parts.port AS source_port,
    source_parts.rest AS source_rest,
    len(string_split(source_domain, '.'))::UTINYINT AS source_labels,
    * EXCLUDE (
      id, source, source_url, source_domain, target_url, target_domain, target_final_url,
      providers, sources, ending, beginning, source_parts, place, other, again
    )
  FROM placed
  ORDER BY key, rest, scheme, source_key, source_rest, anchor
) TO $file (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION v2, ROW_GROUP_SIZE 122880)
