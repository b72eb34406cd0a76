-- The marks of links that are held more than once; a mark may stand for two links, never the reverse.
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT hash(source_url, target_url, kind, anchor) AS mark, count(*) AS "rows"
FROM links
GROUP BY mark
HAVING count(*) > 1
