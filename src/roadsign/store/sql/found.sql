-- The links to one subject: where they end in it, for which page, and whether they are its own.
INSERT INTO found
SELECT
  l.id,
  $subject AS subject,
  coalesce(e.address, s.address) AS address,
  coalesce(e.page, s.page) AS page,
  list_contains($domains, l.source_domain)
    OR coalesce(l.source_domain = a.domain, false) AS internal
FROM links AS l
LEFT JOIN inside AS e ON coalesce(l.target_final_url, l.target_url) = e.address
LEFT JOIN inside AS s ON l.target_url = s.address
LEFT JOIN addresses AS a ON l.target_final_url = a.address
WHERE e.address IS NOT NULL OR s.address IS NOT NULL
