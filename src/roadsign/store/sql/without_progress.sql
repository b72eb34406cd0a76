-- Draws no bar of how far a query is.
SET enable_progress_bar = false
