-- How many rows there are between owners of whom it is not plain whether one links to the other.
SELECT coalesce(sum("rows"), 0)::BIGINT AS "rows" FROM graph_pairs WHERE doubtful
