-- What people search for, and where pages stand.
SELECT * FROM demand
