-- What people search for and where pages stand, as the performance exports tell it.
SELECT page, query, impressions, "position"
FROM demand
ORDER BY page, query
