-- Where pages of some domains are known to lead: by chains, redirects and canonicals, best told first.
WITH told AS (
  SELECT
    unnest(list_append(coalesce(redirect_chain, []), target_url)) AS "start",
    target_final_url AS "end",
    0 AS rank,
    last_seen
  FROM links
  WHERE target_final_url IS NOT NULL AND lost_reason IS DISTINCT FROM 'redirect_lost'
  UNION ALL
  SELECT
    source_url,
    coalesce(target_final_url, target_url),
    CASE kind WHEN 'redirect' THEN 0 ELSE 1 END,
    last_seen
  FROM links
  WHERE kind IN ('redirect', 'canonical') AND lost IS NULL
  UNION ALL
  SELECT url, redirect_to, 0, fetched::DATE FROM source_pages WHERE redirect_to IS NOT NULL
  UNION ALL
  SELECT url, canonical, 1, fetched::DATE FROM source_pages WHERE canonical IS NOT NULL
)
SELECT
  s.key AS "start",
  e.key AS "end"
FROM told AS t
INNER JOIN addresses AS s ON t."start" = s.address
INNER JOIN addresses AS e ON t."end" = e.address
WHERE
  list_contains($domains, s.domain)
  AND list_contains($domains, e.domain)
  AND s.key <> e.key
GROUP BY ALL
ORDER BY min(t.rank), max(t.last_seen) DESC NULLS LAST, count(*) DESC, e.key
