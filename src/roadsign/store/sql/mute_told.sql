-- Which links without known words another provider tells with words, and whom that adds to.
CREATE OR REPLACE TEMP TABLE mute AS
SELECT
  m.id AS mute_id,
  w.id AS worded_id,
  coalesce(m.providers, [m.provider]) AS providers
FROM links AS m
INNER JOIN links AS w ON m.source_url = w.source_url AND m.target_url = w.target_url
WHERE
  m.anchor_from = 'unknown'
  AND w.anchor_from <> 'unknown'
  AND m.kind IN ('text', 'image', 'area')
  AND w.kind IN ('text', 'image', 'area')
  AND NOT list_contains(coalesce(w.providers, [w.provider]), m.provider)
