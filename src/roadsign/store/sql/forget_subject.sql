-- Forgets the links to a subject, before they are looked for anew.
DELETE FROM found WHERE subject = $subject
