-- Names the providers without words beside those that told the link with words.
UPDATE links
SET
  providers = list_sort(list_distinct(list_concat(coalesce(links.providers, [links.provider]), told.providers)))
FROM (
  SELECT worded_id, flatten(list(providers)) AS providers
  FROM mute
  GROUP BY worded_id
) AS told
WHERE links.id = told.worded_id
