-- The edges between owners, once each; where links differ, what all crawls say of a link together decides.
CREATE OR REPLACE TEMP TABLE graph_edges AS
WITH doubtful AS (
  SELECT
    p.source,
    p.target,
    l.follow,
    l.lost,
    l.last_seen,
    struct_pack(
      source := concat(l.source_scheme, l.source_key, l.source_port, l.source_rest),
      target := CASE WHEN l.other IS NULL THEN joined(l.scheme, l.key, l.port, l.rest) ELSE l.other END,
      kind := l.kind,
      anchor := l.anchor
    ) AS link
  FROM read_parquet($files) AS l
  INNER JOIN graph_owners AS s ON l.source_key = s.key
  INNER JOIN graph_owners AS t ON l.key = t.key
  INNER JOIN graph_pairs AS p ON s.owner = p.source AND t.owner = p.target
  WHERE p.falls AND NOT l.again AND list_contains($kinds, l.kind)
),
standing AS (
  SELECT DISTINCT source, target
  FROM (
    SELECT
      source,
      target,
      bool_and(coalesce(follow, true)) AS followed,
      coalesce(max(last_seen) FILTER (lost IS NULL) > max(lost), max(lost) IS NULL) AS live
    FROM doubtful
    GROUP BY source, target, link
  ) AS links
  WHERE followed AND live
)
SELECT source, target FROM graph_pairs WHERE NOT falls
UNION ALL
SELECT source, target FROM standing
