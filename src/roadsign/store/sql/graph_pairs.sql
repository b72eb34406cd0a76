-- The pairs of owners with a link between them that may count; doubtful unless one was there at the last look.
CREATE OR REPLACE TEMP TABLE graph_pairs AS
WITH links AS (
  SELECT
    source_key,
    key,
    lost IS NULL AND coalesce(follow, true) AS stands,
    last_seen,
    CASE WHEN $ripe THEN hash(page_of(joined(source_scheme, source_key, source_port, source_rest))) END AS page
  FROM read_parquet($files)
  WHERE NOT again AND list_contains($kinds, kind)
),
hosts AS (
  SELECT
    source_key,
    key,
    bool_or(stands) AS stands,
    bool_or(stands AND coalesce(r."last" <= last_seen, r.page IS NULL)) AS surely,
    bool_or(NOT stands) AS falls,
    count(*) AS "rows"
  FROM links AS l
  LEFT JOIN graph_ripe AS r ON l.page = r.page
  GROUP BY source_key, key
)
SELECT
  s.owner AS source,
  t.owner AS target,
  bool_or(falls) OR NOT bool_or(surely) AS doubtful,
  sum("rows")::BIGINT AS "rows"
FROM hosts
INNER JOIN graph_owners AS s ON hosts.source_key = s.key
INNER JOIN graph_owners AS t ON hosts.key = t.key
WHERE s.party <> t.party
GROUP BY s.owner, t.owner
HAVING bool_or(stands)
