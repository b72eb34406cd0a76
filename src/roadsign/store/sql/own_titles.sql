-- The titles and first headings of a subject's own pages, where they were read.
SELECT
  url,
  arg_max(title, coalesce(fetched, TIMESTAMP '1970-01-01')) FILTER (title <> '') AS title,
  arg_max(heading, coalesce(fetched, TIMESTAMP '1970-01-01')) FILTER (heading <> '') AS heading
FROM source_pages
WHERE "domain" = $subject AND (title <> '' OR heading <> '')
GROUP BY url
ORDER BY url
