-- The crawls and providers of the fetched pages that are held, each to be a part of its own.
SELECT DISTINCT crawl, provider FROM source_pages ORDER BY crawl, provider
