-- One link to a subject, if there is any.
SELECT id
FROM found
WHERE subject = $subject
LIMIT 1
