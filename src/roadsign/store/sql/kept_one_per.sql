-- Keeps one link of each linking domain or page: a followed one, of the best rating, seen last.
DELETE FROM kept
WHERE id IN (
  SELECT k.id
  FROM kept AS k
  INNER JOIN hits AS h ON k.id = h.id AND h.subject = $subject
  WHERE NOT k.left_out
  QUALIFY row_number() OVER (
    PARTITION BY CASE WHEN $one_per = 'page' THEN h.source_url ELSE h.owner END
    ORDER BY
      h.follow DESC NULLS LAST,
      h.page_rating DESC NULLS LAST,
      h.last_seen DESC NULLS LAST,
      h.source_url,
      h.target_url,
      h.kind,
      h.anchor
  ) > 1
)
