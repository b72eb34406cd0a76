-- The links to a subject, each with the page it is for and the class of its words.
SELECT
  h.* EXCLUDE (id, source, sources, subject, owner, internal, live, worded, n),
  k.class,
  coalesce(k.flags, []) AS flags,
  k.confidence,
  d.domain_authority
FROM hits AS h
INNER JOIN kept AS k ON h.id = k.id
LEFT JOIN domain_scores AS d ON h.owner = d.domain
WHERE h.subject = $subject AND NOT k.left_out
