-- Takes the table of looks away, if there is one.
DROP TABLE IF EXISTS looks
