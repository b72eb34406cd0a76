-- The address of which these are the pieces.
CREATE OR REPLACE MACRO joined(scheme, key, port, rest) AS concat(scheme, '://', reversed(key), port, rest)
