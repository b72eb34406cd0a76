-- What a fetch says of a page: seen, unchanged, gone, redirected; null where it says nothing (errors, blocks).
CREATE OR REPLACE MACRO look_state(url, status, redirect_to, unchanged) AS CASE
  WHEN status IN (404, 410) THEN 'gone'
  WHEN status BETWEEN 300 AND 399 AND redirect_to IS NOT NULL
  THEN CASE WHEN page_of(redirect_to) <> page_of(url) THEN 'redirected' END
  WHEN unchanged AND coalesce(status BETWEEN 200 AND 299 OR status = 304, true) THEN 'unchanged'
  WHEN coalesce(status BETWEEN 200 AND 299, true) THEN 'seen'
END
