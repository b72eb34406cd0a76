-- The marks of pages that crawls looked at again after they saw a link there, with the day of the last look.
WITH linking AS (
  SELECT
    hash(page_of(joined(source_scheme, source_key, source_port, source_rest))) AS page,
    min(coalesce(first_seen, last_seen)) AS "first"
  FROM read_parquet($files)
  WHERE list_contains($crawls, provider)
  GROUP BY page
),
-- What is barred from the index is lost though the link was seen at the last look.
looked AS (
  SELECT
    hash(page_of(url)) AS page,
    max(fetched)::DATE AS "day",
    bool_or(look_barred(url, robots, canonical) IS NOT NULL) AS barred
  FROM read_parquet($pages)
  WHERE fetched IS NOT NULL
  GROUP BY page
)
SELECT
  linking.page,
  CASE WHEN barred THEN DATE '9999-12-31' ELSE "day" END AS "last"
FROM linking
INNER JOIN looked ON linking.page = looked.page
WHERE looked."day" > linking."first"
