-- What the signs of all subjects are.
SELECT * FROM signs
