-- What some pages were seen as, out of parts of an index.
WITH hosts AS (
  SELECT DISTINCT pieces(page).host AS host FROM linking
),
keys AS (
  SELECT unnest([reversed(host), reversed('www.' || host)]) AS key FROM hosts
)
SELECT
  page_of(url) AS page,
  fetched,
  look_state(url, status, redirect_to, unchanged) AS state,
  look_barred(url, robots, canonical) AS barred,
  medium = $lean AS lean
FROM read_parquet($files)
WHERE
  fetched IS NOT NULL
  AND NOT coalesce(partial, false)
  AND key IN (SELECT key FROM keys)
  AND page_of(url) IN (SELECT page FROM linking)
  AND look_state(url, status, redirect_to, unchanged) IS NOT NULL
