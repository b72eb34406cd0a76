-- The figures of a subject.
SELECT
  count(DISTINCT h.owner) AS referring_domains,
  count(DISTINCT h.owner) FILTER (h.follow IS DISTINCT FROM false) AS followed_referring_domains,
  count(DISTINCT h.owner) FILTER (h.follow IS DISTINCT FROM false)
    - count(DISTINCT h.owner) FILTER (h.follow) AS follow_unknown,
  count(DISTINCT h.source_url) AS referring_pages,
  coalesce(sum(h.n), 0)::BIGINT AS links,
  coalesce(sum(h.n) FILTER (h.follow), 0)::BIGINT AS follow_links,
  count(DISTINCT h.page) AS linked_pages,
  min(h.first_seen) AS first_seen,
  max(h.last_seen) AS last_seen,
  (SELECT domain_authority FROM domain_scores WHERE "domain" = $subject) AS domain_authority,
  (SELECT domain_authority_low FROM domain_scores WHERE "domain" = $subject) AS domain_authority_low,
  (SELECT domain_authority_high FROM domain_scores WHERE "domain" = $subject) AS domain_authority_high,
  (SELECT reach FROM domain_scores WHERE "domain" = $subject) AS reach,
  coalesce(
    (SELECT measurable FROM domain_scores WHERE "domain" = $subject),
    count(DISTINCT h.owner) FILTER (h.follow IS DISTINCT FROM false) >= 10
  ) AS measurable
FROM hits AS h
INNER JOIN kept AS k ON h.id = k.id
WHERE h.subject = $subject AND NOT k.left_out
