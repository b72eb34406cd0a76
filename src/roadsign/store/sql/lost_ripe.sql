-- The addresses of pages that were looked at after a link was first seen on them: of these links may be lost.
CREATE OR REPLACE TEMP TABLE ripe AS
WITH linking AS (
  SELECT source_url, page_of(source_url) AS page, "first"
  FROM (
    SELECT source_url, min(first_seen) FILTER (list_contains($crawls, provider)) AS "first"
    FROM links
    GROUP BY source_url
  ) AS pages
),
pages AS (
  SELECT page
  FROM linking
  INNER JOIN looks USING (page)
  GROUP BY page
  HAVING max(fetched)::DATE > min("first")
)
SELECT source_url, page
FROM linking
WHERE page IN (SELECT page FROM pages)
