-- Takes out the links without known words that are told with words elsewhere.
DELETE FROM links WHERE id IN (SELECT mute_id FROM mute)
