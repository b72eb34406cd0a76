-- A stretch of those rows, as LINKS less what has no say in it.
SELECT
  joined(source_scheme, source_key, source_port, source_rest) AS source_url,
  '' AS source_domain,
  coalesce(other, joined(scheme, key, port, rest)) AS target_url,
  target_domain,
  CASE WHEN other IS NOT NULL THEN joined(scheme, key, port, rest) END AS target_final_url,
  * EXCLUDE (
    key, scheme, port, rest, other, again, target_domain, source_key, source_scheme, source_port, source_rest,
    source_labels, owner
  ) REPLACE (
    NULL::VARCHAR AS "left",
    NULL::VARCHAR AS "right",
    NULL::VARCHAR AS source_title
  )
FROM (
  SELECT l.*, s.owner
  FROM read_parquet($files) AS l
  INNER JOIN graph_owners AS s ON l.source_key = s.key
  INNER JOIN graph_owners AS t ON l.key = t.key
  INNER JOIN graph_pairs AS p ON s.owner = p.source AND t.owner = p.target
  WHERE
    p.doubtful
    AND hash(p.source, p.target) % $stretches = $stretch
    AND NOT l.again
    AND list_contains($kinds, l.kind)
) AS stored
