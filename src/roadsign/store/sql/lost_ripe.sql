-- The addresses of pages that were looked at after a link was first seen on them: of these links may be lost.
CREATE OR REPLACE TEMP TABLE ripe AS
WITH linking AS (
  SELECT source_url, page_of(source_url) AS page, min(first_seen) AS "first"
  FROM links
  WHERE list_contains($crawls, provider)
  GROUP BY source_url
),
pages AS (
  SELECT page
  FROM linking
  INNER JOIN looks USING (page)
  GROUP BY page
  HAVING max(fetched)::DATE > min("first")
)
SELECT DISTINCT source_url, page_of(source_url) AS page
FROM links
WHERE page_of(source_url) IN (SELECT page FROM pages)
