-- The marks of pages that crawls looked at again after they saw a link there; a mark may stand for two pages.
WITH linking AS (
  SELECT
    hash(page_of(joined(source_scheme, source_key, source_port, source_rest))) AS page,
    min(coalesce(first_seen, last_seen)) AS "first"
  FROM read_parquet($files)
  WHERE list_contains($crawls, provider)
  GROUP BY page
),
looked AS (
  SELECT hash(page_of(url)) AS page, max(fetched)::DATE AS "last"
  FROM read_parquet($pages)
  GROUP BY page
)
SELECT linking.page
FROM linking
INNER JOIN looked ON linking.page = looked.page
WHERE looked."last" > linking."first"
