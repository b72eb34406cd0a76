-- Puts the merged rows in the place of those they stand for.
INSERT INTO links BY NAME SELECT * FROM merged
