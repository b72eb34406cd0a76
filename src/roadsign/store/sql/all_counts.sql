-- The rows of tables of counts, as they were added.
SELECT * FROM counts
