-- Forgets what signs were, before it is said anew.
DELETE FROM signs
USING fresh
WHERE
  signs.subject = fresh.subject
  AND signs.page = fresh.page
  AND signs.anchor = fresh.anchor
  AND signs.anchor_from = fresh.anchor_from
