-- The pages that are held as linking by a crawl.
SELECT DISTINCT page_of(source_url) AS page FROM links WHERE list_contains($crawls, provider)
