-- The edges between owners in the order of a graph that is kept by target.
SELECT source, target FROM graph_edges ORDER BY target, source
