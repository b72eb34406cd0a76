-- Links to an address of another domain that is known to redirect end where it leads.
UPDATE links
SET
  target_final_url = moved."end",
  redirect_chain = [links.target_url]
FROM (
  SELECT
    source_url AS "start",
    arg_max(coalesce(target_final_url, target_url), coalesce(last_seen, DATE '0001-01-01')) AS "end"
  FROM links
  WHERE kind = 'redirect' AND lost IS NULL AND source_domain <> target_domain
  GROUP BY source_url
) AS moved
WHERE
  links.target_url = moved."start"
  AND links.target_final_url IS NULL
  AND links.kind IN ('text', 'image', 'area', 'frame')
