-- The domains that link to a subject, their links summed.
WITH shown AS (
  SELECT h.*, k.class
  FROM hits AS h
  INNER JOIN kept AS k ON h.id = k.id
  WHERE h.subject = $subject AND NOT k.left_out
),
-- Figures of two scales never stand in one order: the scale of most domains comes first.
scales AS (
  SELECT domain_rating_scale, count(DISTINCT owner) AS owners
  FROM shown
  WHERE domain_rating IS NOT NULL
  GROUP BY domain_rating_scale
)
SELECT
  s.owner AS domain,
  sum(s.n)::BIGINT AS links,
  coalesce(sum(s.n) FILTER (s.follow), 0)::BIGINT AS follow_links,
  CASE
    WHEN bool_or(s.follow) THEN true
    WHEN bool_or(s.follow IS NULL) THEN NULL
    ELSE false
  END AS follow,
  count(DISTINCT s.source_url) AS referring_pages,
  count(DISTINCT s.page) AS linked_pages,
  min(s.first_seen) AS first_seen,
  max(s.last_seen) AS last_seen,
  CASE WHEN bool_and(s.lost IS NOT NULL) THEN max(s.lost) END AS lost,
  any_value(d.domain_authority) AS domain_authority,
  any_value(d.domain_authority_low) AS domain_authority_low,
  any_value(d.domain_authority_high) AS domain_authority_high,
  any_value(d.reach) AS reach,
  any_value(d.measurable) AS measurable,
  arg_max(s.domain_rating, struct_pack(
    owners := c.owners, scale := s.domain_rating_scale, seen := coalesce(s.last_seen, DATE '0001-01-01'), rating := s.domain_rating
  )) AS rating,
  arg_max(s.domain_rating_scale, struct_pack(
    owners := c.owners, scale := s.domain_rating_scale, seen := coalesce(s.last_seen, DATE '0001-01-01'), rating := s.domain_rating
  )) FILTER (s.domain_rating IS NOT NULL) AS rating_scale,
  list_sort(coalesce(list(DISTINCT s.class) FILTER (s.class IS NOT NULL), [])) AS words
FROM shown AS s
LEFT JOIN scales AS c ON s.domain_rating_scale = c.domain_rating_scale
LEFT JOIN domain_scores AS d ON s.owner = d.domain
GROUP BY s.owner
