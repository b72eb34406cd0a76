-- The pairs of owners of which one links to the other: has such a link that counts, one that does not.
CREATE OR REPLACE TEMP TABLE graph_pairs AS
WITH hosts AS (
  SELECT
    source_key,
    key,
    bool_or(lost IS NULL AND coalesce(follow, true)) AS stands,
    bool_or(lost IS NOT NULL OR NOT coalesce(follow, true)) AS falls
  FROM read_parquet($files)
  WHERE NOT again AND list_contains($kinds, kind)
  GROUP BY source_key, key
)
SELECT
  s.owner AS source,
  t.owner AS target,
  bool_or(stands) AS stands,
  bool_or(falls) AS falls
FROM hosts
INNER JOIN graph_owners AS s ON hosts.source_key = s.key
INNER JOIN graph_owners AS t ON hosts.key = t.key
WHERE s.party <> t.party
GROUP BY s.owner, t.owner
HAVING bool_or(stands)
