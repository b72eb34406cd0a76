-- What each look says to links of lean media and of the others; an unchanged page is as it was before.
CREATE OR REPLACE TEMP TABLE telling AS
WITH each AS (
  SELECT
    page,
    fetched,
    fetched::DATE AS "day",
    state,
    barred,
    l.lean AND NOT voice.lean AS mute,
    voice.lean
  FROM looks AS l
  CROSS JOIN (SELECT unnest([true, false]) AS lean) AS voice
  WHERE page IN (SELECT page FROM ripe)
),
-- The page that an unchanged one is like: the last that was read before it.
likened AS (
  SELECT
    *,
    last_value(
      CASE WHEN state = 'seen' AND NOT mute THEN struct_pack(since := "day", barred := barred) END IGNORE NULLS
    ) OVER (
      PARTITION BY page, lean
      ORDER BY fetched, state = 'unchanged', barred NULLS FIRST
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS model
  FROM each
)
SELECT
  page,
  fetched,
  "day",
  state,
  CASE WHEN state = 'unchanged' THEN coalesce(barred, model.barred) ELSE barred END AS barred,
  mute,
  lean,
  CASE WHEN state = 'unchanged' THEN model.since END AS since
FROM likened
WHERE state <> 'unchanged' OR model IS NOT NULL
