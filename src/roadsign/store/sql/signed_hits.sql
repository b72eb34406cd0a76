-- The links to a subject from others, with the class of their words.
SELECT h.*, s.class, coalesce(s.flags, []) AS flags
FROM hits AS h
LEFT JOIN signs AS s
  ON h.worded
  AND h.subject = s.subject
  AND h.page = s.page
  AND h.anchor = s.anchor
  AND h.anchor_from = s.anchor_from
WHERE h.subject = $subject AND NOT h.internal
ORDER BY h.source_url, h.target_url, h.kind, h.anchor
