-- Takes the table of links away, if there is one.
DROP TABLE IF EXISTS links
