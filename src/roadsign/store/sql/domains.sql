-- The registrable domains in which links end, most rows first.
SELECT
  a.domain,
  count(*) AS "rows",
  count(*) FILTER (l.source_domain <> a.domain) AS external_rows
FROM links AS l
INNER JOIN addresses AS a ON coalesce(l.target_final_url, l.target_url) = a.address
GROUP BY a.domain
ORDER BY "rows" DESC, a.domain
