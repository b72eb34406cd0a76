-- Adds one row for each repeated link: elements of one source add up, sources and providers do not.
INSERT INTO links BY NAME
WITH told AS (
  SELECT
    min(id) AS link,
    list(id) AS ids
  FROM links
  WHERE hash(source_url, target_url, kind, anchor) IN (
    SELECT mark FROM repeated WHERE mark % $stretches = $stretch
  )
  GROUP BY
    source_url, target_url, kind, anchor, CASE WHEN $apart THEN concat_ws(chr(0), provider, crawl) ELSE '' END
),
placed AS (
  SELECT
    id,
    link,
    row_number() OVER (
      PARTITION BY link
      -- What is told last counts; the rest only makes the answer the same in whatever order files come.
      ORDER BY
        last_seen DESC NULLS LAST, first_seen DESC NULLS LAST, provider, crawl,
        "position" NULLS LAST, placement NULLS LAST, source_title NULLS LAST, "left" NULLS LAST,
        "right" NULLS LAST, id
    ) AS place,
    source,
    provider,
    crawl,
    CASE WHEN list_contains($crawls, provider) THEN last_seen END AS visit,
    coalesce(links_in_group, 1) AS elements
  FROM (SELECT link, unnest(ids) AS id FROM told) AS pairs
  INNER JOIN links USING (id)
),
-- Elements of one source add up; what other sources say of the same link, or the next visit to its page, does not.
sums AS (
  SELECT link, max(elements) AS elements, max(told) AS told
  FROM (
    SELECT link, sum(elements) AS elements, count(*) AS told
    FROM placed
    GROUP BY link, source, provider, crawl, visit
  ) AS each_source
  GROUP BY link
),
ranked AS (
  SELECT l.*, p.link, p.place
  FROM placed AS p
  INNER JOIN links AS l ON p.id = l.id
),
folded AS (
  SELECT
    link AS id,
    min(source) AS source,
    any_value(source_url) AS source_url,
    arg_min(source_domain, place) AS source_domain,
    any_value(target_url) AS target_url,
    arg_min(target_domain, place) AS target_domain,
    arg_min(struct_pack(ends := target_final_url, chain := redirect_chain), place)
      FILTER (target_final_url IS NOT NULL) AS redirected,
    any_value(anchor) AS anchor,
    arg_min(anchor_from, struct_pack(unknown := anchor_from = 'unknown', place := place)) AS anchor_from,
    bool_and(anchor_clipped) AS anchor_clipped,
    any_value(kind) AS kind,
    bool_or(nofollow) AS nofollow,
    bool_or(ugc) AS ugc,
    bool_or(sponsored) AS sponsored,
    bool_or(page_nofollow) AS page_nofollow,
    bool_and(follow) AS follow,
    arg_min(placement, place) AS placement,
    arg_min("position", place) AS "position",
    arg_min("left", place) AS "left",
    arg_min("right", place) AS "right",
    arg_min(source_title, place) AS source_title,
    arg_min(source_language, place) AS source_language,
    arg_min(struct_pack(rating := domain_rating, scale := domain_rating_scale), place)
      FILTER (domain_rating IS NOT NULL) AS of_domain,
    arg_min(struct_pack(rating := page_rating, scale := page_rating_scale), place)
      FILTER (page_rating IS NOT NULL) AS of_page,
    min(first_seen) AS first_seen,
    max(last_seen) AS last_seen,
    max(lost) AS gone,
    arg_max(lost_reason, struct_pack(lost := lost, place := -place)) FILTER (lost IS NOT NULL) AS gone_reason,
    max(last_seen) FILTER (lost IS NULL) AS alive,
    max(links_in_group) AS grouped,
    arg_min(crawl, place) AS crawl,
    arg_min(provider, place) AS provider,
    list_sort(list_distinct(flatten(list(coalesce(providers, [provider]))))) AS providers,
    list_sort(list(DISTINCT source)) AS sources
  FROM ranked
  GROUP BY link
)
SELECT
  -- Below nought are the rows that stand for others.
  -1 - f.id AS id,
  source,
  source_url,
  source_domain,
  target_url,
  target_domain,
  redirected.ends AS target_final_url,
  redirected.chain AS redirect_chain,
  anchor,
  anchor_from,
  anchor_clipped,
  kind,
  CASE
    WHEN nofollow OR ugc OR sponsored OR page_nofollow THEN false
    ELSE follow
  END AS follow,
  nofollow,
  ugc,
  sponsored,
  page_nofollow,
  placement,
  "position",
  "left",
  "right",
  source_title,
  source_language,
  of_domain.rating AS domain_rating,
  of_domain.scale AS domain_rating_scale,
  of_page.rating AS page_rating,
  of_page.scale AS page_rating_scale,
  first_seen,
  last_seen,
  CASE WHEN alive > gone THEN NULL ELSE gone END AS lost,
  CASE WHEN alive > gone THEN NULL ELSE gone_reason END AS lost_reason,
  CASE
    WHEN s.told = 1 THEN grouped
    ELSE least(s.elements, 2147483647)
  END::INTEGER AS links_in_group,
  crawl,
  provider,
  providers,
  sources
FROM folded AS f
INNER JOIN sums AS s ON f.id = s.link
