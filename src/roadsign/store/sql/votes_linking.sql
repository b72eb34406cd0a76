-- Keeps who links to two or more rivals and not to the subject: one row an owner and rival's page.
CREATE OR REPLACE TEMP TABLE linking AS
WITH pages AS (
  SELECT
    owner,
    subject,
    page,
    min(source_url) AS source_url,
    arg_min(address, source_url) AS address,
    arg_min(anchor, source_url) AS anchor,
    max(domain_rating) AS rating
  FROM hits
  WHERE live AND NOT internal AND coalesce(follow, true) AND list_has_any(providers, $providers)
  GROUP BY owner, subject, page
),
several AS (
  SELECT owner
  FROM pages
  WHERE owner NOT IN (SELECT DISTINCT subject FROM units)
  GROUP BY owner
  HAVING count(DISTINCT subject) >= 2
    AND NOT bool_or(subject = $subject)
)
SELECT p.*
FROM pages AS p
INNER JOIN several AS s ON p.owner = s.owner
WHERE p.owner NOT IN (
  SELECT owner FROM hits WHERE subject = $subject AND live
)
