-- Adds what the pages that were fetched were seen as; one without a date tells no order, one read in part not what it lacks.
INSERT INTO looks
SELECT
  page_of(url),
  fetched,
  look_state(url, status, redirect_to, unchanged) AS state,
  look_barred(url, robots, canonical),
  medium = $lean
FROM source_pages
WHERE fetched IS NOT NULL AND state IS NOT NULL AND NOT coalesce(partial, false)
