-- The addresses of some domains, with what they are made of.
SELECT address, host, domain, key
FROM addresses
WHERE list_contains($domains, domain)
ORDER BY address
