-- The pages of a subject that others link to, with their addresses and the owners of each.
SELECT
  page,
  address,
  count(DISTINCT owner) AS owners,
  bool_or(live) AS live
FROM hits
WHERE subject = $subject AND NOT internal
GROUP BY page, address
ORDER BY page, owners DESC, address
