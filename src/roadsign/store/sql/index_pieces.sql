-- An http address in the four pieces that give it back byte for byte.
CREATE OR REPLACE MACRO pieces(address) AS regexp_extract(
  address,
  '^(https?)://(\[[^\]]*\]|[^/:?]*)(:[0-9]+)?((?s:.*))$',
  ['scheme', 'host', 'port', 'rest']
)
