-- The links to the subjects with all that is known of them; one link may be a hit of two subjects.
CREATE VIEW hits AS
SELECT
  l.* REPLACE (
    coalesce(l.providers, [l.provider]) AS providers,
    coalesce(l.sources, [l.source]) AS sources
  ),
  f.subject,
  f.address,
  f.page,
  l.source_domain AS owner,
  f.internal,
  l.lost IS NULL AS live,
  l.kind IN ('text', 'image', 'area') AND l.anchor_from <> 'unknown' AS worded,
  greatest(coalesce(l.links_in_group, 1), 1) AS n
FROM links AS l
INNER JOIN found AS f ON l.id = f.id
