-- Adds what the pages that were fetched were seen as; a page without a date tells no order.
INSERT INTO looks
SELECT
  page_of(url),
  fetched,
  look_state(url, status, redirect_to, unchanged) AS state,
  look_barred(url, robots, canonical),
  medium = $lean
FROM source_pages
WHERE fetched IS NOT NULL AND state IS NOT NULL
