-- The pages that were fetched.
SELECT * FROM source_pages
