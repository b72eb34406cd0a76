-- Takes the table of fetched pages away, if there is one.
DROP TABLE IF EXISTS source_pages
