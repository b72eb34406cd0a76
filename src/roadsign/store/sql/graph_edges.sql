-- The edges that no row speaks against.
CREATE OR REPLACE TEMP TABLE graph_edges AS
SELECT source, target FROM graph_pairs WHERE NOT doubtful
