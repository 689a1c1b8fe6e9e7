-- One row an account: how long since it last ordered, how many orders, and how much money, up to a day.
--   account_id        the account
--   days_since_order  calendar days from the last order to as_of
--   order_count       different orders
--   revenue           sum of revenue, refunds taken off
-- Parameter: as_of, a date (later orders are not counted).
SELECT
    account_id,
    DATE_DIFF('day', MAX(CAST(ordered_at AS DATE)), CAST($as_of AS DATE)) AS days_since_order,
    COUNT(DISTINCT order_id) AS order_count,
    CAST(SUM(CAST(revenue AS DECIMAL(30, 6))) AS DOUBLE) AS revenue
FROM orders
WHERE CAST(ordered_at AS DATE) <= CAST($as_of AS DATE)
GROUP BY account_id
ORDER BY account_id
