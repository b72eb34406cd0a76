-- The links behind some votes of a unit: those of the owners that so vote, most links first.
WITH voters AS (
  SELECT owner
  FROM votes
  WHERE ballot = 0 AND subject = $subject AND unit = $unit
    AND list_contains($classes, class)
    AND ($family = '' OR family = $family)
    AND ($named OR NOT named)
    AND (NOT $whole OR class <> 'brand_keyword' OR whole)
),
chosen AS (
  SELECT DISTINCT w.owner, w.folded, w.class
  FROM unit_words AS w
  INNER JOIN voters AS v ON w.owner = v.owner
  WHERE w.ballot = 0 AND w.subject = $subject AND w.unit = $unit
    AND list_contains($classes, w.class)
    AND ($family = '' OR w.family = $family)
),
-- The links first: joined together with the signs, those would be spread over whole pages.
links_of AS MATERIALIZED (
  SELECT DISTINCT h.owner, h.source_url, h.address, h.page, h.anchor, h.anchor_from, h.kind
  FROM hits AS h
  WHERE h.subject = $subject
    AND h.live AND NOT h.internal AND h.worded AND coalesce(h.follow, true)
    AND list_has_any(h.providers, $providers)
    AND h.page IN (SELECT page FROM units WHERE ballot = 0 AND subject = $subject AND unit = $unit)
    AND h.owner IN (SELECT owner FROM voters)
),
found AS (
  SELECT
    h.owner,
    h.source_url,
    h.address,
    h.anchor,
    h.kind,
    count(*) OVER (PARTITION BY h.owner) AS links_of_owner
  FROM links_of AS h
  INNER JOIN ballot_signs AS s
    ON s.ballot = 0 AND s.subject = $subject AND h.page = s.page
    AND h.anchor = s.anchor AND h.anchor_from = s.anchor_from
  INNER JOIN chosen AS c ON h.owner = c.owner AND s.folded = c.folded AND s.class = c.class
)
SELECT DISTINCT owner, source_url, address, anchor, kind, links_of_owner
FROM found
ORDER BY links_of_owner DESC, owner, source_url, address, anchor
