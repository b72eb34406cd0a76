-- A host with its labels turned round, so that the hosts of a domain stand together; its own inverse.
CREATE OR REPLACE MACRO reversed(host) AS array_to_string(list_reverse(string_split(host, '.')), '.')
