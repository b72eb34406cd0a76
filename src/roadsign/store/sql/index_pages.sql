-- The fetched pages of one domain out of parts of an index.
SELECT * EXCLUDE (key)
FROM read_parquet($files)
WHERE
  key >= $low
  AND key < $high
  AND (key = $key OR starts_with(key, $prefix) OR $everything)
  AND ($pieces = 1 OR hash(url) % $pieces = $piece)
