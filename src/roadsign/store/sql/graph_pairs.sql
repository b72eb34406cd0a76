-- The pairs of owners with a link between them that may count, and whether any row speaks against one.
CREATE OR REPLACE TEMP TABLE graph_pairs AS
WITH links AS (
  SELECT
    source_key,
    key,
    lost IS NULL AND coalesce(follow, true) AS stands,
    $ripe AND hash(page_of(joined(source_scheme, source_key, source_port, source_rest))) IN (
      SELECT page FROM graph_ripe
    ) AS ripe
  FROM read_parquet($files)
  WHERE NOT again AND list_contains($kinds, kind)
),
hosts AS (
  SELECT
    source_key,
    key,
    bool_or(stands) AS stands,
    bool_or(ripe OR NOT stands) AS doubtful,
    count(*) AS "rows"
  FROM links
  GROUP BY source_key, key
)
SELECT
  s.owner AS source,
  t.owner AS target,
  bool_or(doubtful) AS doubtful,
  sum("rows")::BIGINT AS "rows"
FROM hosts
INNER JOIN graph_owners AS s ON hosts.source_key = s.key
INNER JOIN graph_owners AS t ON hosts.key = t.key
WHERE s.party <> t.party
GROUP BY s.owner, t.owner
HAVING bool_or(stands)
