-- The pages that sources name as linking.
SELECT * FROM sightings
