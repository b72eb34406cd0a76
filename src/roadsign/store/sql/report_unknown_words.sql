-- How many linking domains of a subject have only links whose words their source cannot tell.
SELECT count(*) AS unknown_referring_domains
FROM (
  SELECT h.owner
  FROM hits AS h
  INNER JOIN kept AS k ON h.id = k.id
  WHERE h.subject = $subject AND h.kind IN ('text', 'image', 'area')
  GROUP BY h.owner
  HAVING bool_and(h.anchor_from = 'unknown')
) AS mute
