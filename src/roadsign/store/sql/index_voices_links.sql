-- The crawls and providers of the links that are held, each to be a part of its own.
SELECT DISTINCT crawl, provider FROM links ORDER BY crawl, provider
