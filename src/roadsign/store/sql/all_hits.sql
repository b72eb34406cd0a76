-- The links to every subject, in the order of their addresses.
SELECT * FROM hits ORDER BY subject, source_url, target_url, kind, anchor, id
