-- The titles of a subject's own pages, where they were read.
SELECT url, arg_max(title, fetched) AS title
FROM source_pages
WHERE "domain" = $subject AND title IS NOT NULL AND title <> ''
GROUP BY url
ORDER BY url
