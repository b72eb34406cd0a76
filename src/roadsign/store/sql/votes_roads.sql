-- The roads of each unit: its distinct owners, those that count, and those whose words are not known.
WITH owners AS (
  SELECT
    u.subject,
    u.unit,
    h.owner,
    bool_or(coalesce(h.follow, true)) AS followed,
    bool_or(coalesce(h.follow, false)) AS surely,
    bool_or(coalesce(h.follow, true) AND h.kind IN ('text', 'image', 'area')) AS carries,
    bool_or(coalesce(h.follow, true) AND h.worded) AS worded,
    sum(h.n) AS links,
    coalesce(sum(h.n) FILTER (coalesce(h.follow, true)), 0) AS followed_links,
    max(h.domain_rating) AS rating,
    max(h.domain_rating_scale) AS scale,
    max(s.score) AS score
  FROM hits AS h
  INNER JOIN units AS u ON h.subject = u.subject AND h.page = u.page
  LEFT JOIN owner_scores AS s ON h.owner = s.domain
  WHERE u.ballot = 0 AND h.live AND NOT h.internal AND list_has_any(h.providers, $providers)
  GROUP BY u.subject, u.unit, h.owner
)
SELECT
  subject,
  unit,
  count(*) AS owners,
  count(*) FILTER (followed) AS followed,
  count(*) FILTER (followed AND NOT surely) AS follow_unknown,
  count(*) FILTER (carries AND NOT worded) AS unknown,
  sum(links)::BIGINT AS links,
  sum(followed_links)::BIGINT AS followed_links,
  median(rating) FILTER (followed) AS rating,
  mode(scale) FILTER (followed) AS rating_scale,
  median(score) FILTER (followed) AS owner_authority
FROM owners
GROUP BY subject, unit
ORDER BY subject, unit
