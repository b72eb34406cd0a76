-- The pages of a subject that others link to, each called by the address most domains link to.
WITH shown AS (
  SELECT h.*
  FROM hits AS h
  INNER JOIN kept AS k ON h.id = k.id
  WHERE h.subject = $subject AND NOT k.left_out
),
names AS (
  SELECT
    page,
    address,
    row_number() OVER (PARTITION BY page ORDER BY count(DISTINCT owner) DESC, sum(n) DESC, address) AS place
  FROM shown
  GROUP BY page, address
),
titles AS (
  SELECT n.page, arg_max(p.title, coalesce(p.fetched, TIMESTAMP '0001-01-01')) AS title
  FROM source_pages AS p
  INNER JOIN names AS n ON p.url = n.address
  WHERE p.title <> ''
  GROUP BY n.page
)
SELECT
  any_value(a.address) AS url,
  list_sort(list(DISTINCT s.address)) AS addresses,
  s.page AS page,
  any_value(t.title) AS title,
  count(DISTINCT s.owner) AS referring_domains,
  count(DISTINCT s.owner) FILTER (s.follow IS DISTINCT FROM false) AS followed_referring_domains,
  sum(s.n)::BIGINT AS links,
  coalesce(sum(s.n) FILTER (s.follow), 0)::BIGINT AS follow_links,
  any_value(c.page_authority) AS page_authority,
  any_value(c.page_authority_low) AS page_authority_low,
  any_value(c.page_authority_high) AS page_authority_high,
  min(s.first_seen) AS first_seen,
  max(s.last_seen) AS last_seen
FROM shown AS s
INNER JOIN names AS a ON s.page = a.page AND a.place = 1
LEFT JOIN titles AS t ON s.page = t.page
LEFT JOIN page_scores AS c ON s.page = c.page
GROUP BY s.page
