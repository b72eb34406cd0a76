-- What each linked page gets of its owners' votes, in whole units: their sum knows no order.
WITH told AS (
  SELECT DISTINCT
    s.owner AS source,
    t.owner AS target,
    hash(
      CASE WHEN len(string_split(host, '.')) > 2 THEN regexp_replace(host, '^www\.', '') ELSE host END,
      port,
      regexp_replace(regexp_replace(rest, '^([^?]*/)(index|default)\.(html?|php|aspx?)(\?|$)', '\1\4'), '^/$', '')
    ) AS page
  FROM (
    SELECT *, reversed(key) AS host FROM read_parquet($files)
  ) AS l
  INNER JOIN graph_owners AS s ON l.source_key = s.key
  INNER JOIN graph_owners AS t ON l.key = t.key
  WHERE NOT l.again AND l.lost IS NULL AND coalesce(l.follow, true) AND list_contains($kinds, l.kind)
)
SELECT sum(v.trust_vote)::DOUBLE AS trust, sum(v.reach_vote)::DOUBLE AS reach
FROM told
INNER JOIN graph_edges AS e ON told.source = e.source AND told.target = e.target
INNER JOIN graph_votes AS v ON told.source = v.owner
GROUP BY told.page
