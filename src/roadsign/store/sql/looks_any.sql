-- Whether anything is known of when pages were looked at.
SELECT page FROM looks LIMIT 1
