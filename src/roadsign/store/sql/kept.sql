-- The links to a subject from others that a report's filters let through, with their classes.
CREATE OR REPLACE TEMP TABLE kept AS
SELECT
  h.id,
  s.class,
  s.flags,
  s.confidence,
  false AS left_out
FROM hits AS h
LEFT JOIN signs AS s
  ON h.worded
  AND h.subject = s.subject
  AND h.page = s.page
  AND h.anchor = s.anchor
  AND h.anchor_from = s.anchor_from
LEFT JOIN domain_scores AS d ON h.owner = d.domain
CROSS JOIN (
  SELECT max(greatest(last_seen, first_seen)) - INTERVAL 30 DAY AS "month"
  FROM hits
  WHERE subject = $subject AND NOT internal
) AS newest
WHERE
  h.subject = $subject
  AND NOT h.internal
  AND h.live <> $lost
  AND (
    len($follow::VARCHAR[]) = 0
    OR (list_contains($follow::VARCHAR[], 'follow') AND h.follow)
    OR (list_contains($follow::VARCHAR[], 'nofollow') AND NOT h.follow)
    OR (list_contains($follow::VARCHAR[], 'ugc') AND h.ugc)
    OR (list_contains($follow::VARCHAR[], 'sponsored') AND h.sponsored)
    OR (list_contains($follow::VARCHAR[], 'follow_unknown') AND h.follow IS NULL)
  )
  AND (len($placements::VARCHAR[]) = 0 OR list_contains($placements::VARCHAR[], h.placement))
  AND (len($kinds::VARCHAR[]) = 0 OR list_contains($kinds::VARCHAR[], h.kind))
  AND (
    len($languages::VARCHAR[]) = 0
    OR list_contains($languages::VARCHAR[], lower(h.source_language))
    OR list_contains($languages::VARCHAR[], string_split(lower(h.source_language), '-')[1])
  )
  AND ($since::DATE IS NULL OR CASE WHEN $lost THEN h.lost ELSE h.first_seen END >= $since)
  AND ($until::DATE IS NULL OR CASE WHEN $lost THEN h.lost ELSE h.first_seen END <= $until)
  AND ($min_authority::DOUBLE IS NULL OR d.domain_authority >= $min_authority)
  AND (NOT $new OR h.first_seen > newest.month)
