-- The links to one domain, or to all, out of parts of an index; each link once.
WITH stored AS (
  SELECT
    *,
    joined(scheme, key, port, rest) AS placed_url,
    reversed(pieces(other).host) AS other_key
  FROM read_parquet($files, filename = true)
  WHERE
    key >= $low
    AND key < $high
    AND (key = $key OR starts_with(key, $prefix) OR $everything)
    AND ($pieces = 1 OR hash(source_key, source_rest) % $pieces = $piece)
)
SELECT
  filename,
  joined(source_scheme, source_key, source_port, source_rest) AS source_url,
  reversed(array_to_string(string_split(source_key, '.')[:source_labels], '.')) AS source_domain,
  CASE WHEN other IS NULL OR again THEN placed_url ELSE other END AS target_url,
  target_domain,
  CASE WHEN other IS NULL THEN NULL WHEN again THEN other ELSE placed_url END AS target_final_url,
  * EXCLUDE (
    key, scheme, port, rest, other, again, target_domain, source_key, source_scheme, source_port,
    source_rest, source_labels, placed_url, other_key, filename
  )
FROM stored
WHERE NOT (
  again
  AND (
    $everything
    OR len(list_filter($keys, lambda k : other_key = k OR starts_with(other_key, k || '.'))) > 0
  )
)
