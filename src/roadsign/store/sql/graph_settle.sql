-- Adds the edges of a stretch whose links were folded and judged.
INSERT INTO graph_edges
SELECT DISTINCT s.owner, t.owner
FROM links AS l
INNER JOIN graph_owners AS s ON reversed(pieces(l.source_url).host) = s.key
INNER JOIN graph_owners AS t ON reversed(pieces(coalesce(l.target_final_url, l.target_url)).host) = t.key
INNER JOIN graph_pairs AS p ON s.owner = p.source AND t.owner = p.target
WHERE l.lost IS NULL AND coalesce(l.follow, true) AND p.doubtful
