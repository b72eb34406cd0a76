-- The page that a kept address stands for: kernels.urls.page_key, for the engine.
CREATE OR REPLACE MACRO page_of(address) AS regexp_replace(
  CASE
    WHEN contains(address, '/index.') OR contains(address, '/default.')
    THEN regexp_replace(address, '^([^?]*/)(?:index|default)\.(?:html?|php|aspx?)(\?|$)', '\1\2')
    ELSE address
  END,
  -- A leading www. goes unless a single label would be left; so does the slash of the root.
  '^https?://(?:www\.([^/]*\.))?([^/]*)(?:/$)?',
  'https://\1\2'
)
