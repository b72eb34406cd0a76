-- Leaves out the links of other classes, that shares are still counted of.
UPDATE kept SET left_out = true
WHERE class IS NULL OR NOT list_contains($classes::VARCHAR[], class)
