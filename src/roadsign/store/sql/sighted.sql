-- A crawl's link was first seen, as far as this row knows, on the day it was seen.
UPDATE links SET first_seen = last_seen
WHERE first_seen IS NULL AND last_seen IS NOT NULL AND list_contains($crawls, provider)
