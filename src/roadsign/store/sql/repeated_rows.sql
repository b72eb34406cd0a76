-- How many rows tell a link that another row tells too.
SELECT coalesce(sum("rows"), 0)::BIGINT AS "rows" FROM repeated
