-- Every address that a link points to or ends at, or that is known to lead somewhere else.
SELECT DISTINCT address
FROM (
  SELECT target_url AS address FROM links
  UNION ALL
  SELECT target_final_url FROM links
  UNION ALL
  SELECT unnest(redirect_chain) FROM links WHERE target_final_url IS NOT NULL
  UNION ALL
  SELECT source_url FROM links WHERE kind IN ('redirect', 'canonical')
  UNION ALL
  SELECT unnest([url, redirect_to, canonical]) FROM source_pages
  WHERE redirect_to IS NOT NULL OR canonical IS NOT NULL
) AS told
WHERE address IS NOT NULL
