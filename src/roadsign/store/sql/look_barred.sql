-- Why a page that is there is not to be indexed as itself, or null.
CREATE OR REPLACE MACRO look_barred(url, robots, canonical) AS CASE
  WHEN regexp_matches(coalesce(robots, ''), '(^|[,\s])(noindex|none)($|[,\s])') THEN 'noindexed'
  WHEN canonical IS NOT NULL AND page_of(canonical) <> page_of(url) THEN 'canonicalised'
END
