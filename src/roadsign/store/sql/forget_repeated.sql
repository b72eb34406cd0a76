-- Takes out the rows that their merged row stands for.
DELETE FROM links
WHERE
  id >= 0
  AND hash(source_url, target_url, kind, anchor) IN (
    SELECT mark FROM repeated WHERE mark % $stretches = $stretch
  )
