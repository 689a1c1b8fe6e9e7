-- One row: what became of the order lines on their way to purchases, so that a summary can say what it merged and left out.
--   customers       accounts with a purchase up to as_of
--   purchase_days   days on which an account bought (several orders on one day are one purchase)
--   orders_placed   orders up to as_of
--   days_ordered    days on which an account ordered, those below included
--   days_returned   of these, days on which as much came back as was bought: no purchase
--   without         accounts of the table without a purchase up to as_of
-- Parameter: as_of, a date (later orders are not counted).
WITH days AS (
    SELECT
        account_id,
        COUNT(DISTINCT order_id) AS orders_of_day,
        CASE WHEN SUM(CAST(revenue AS DECIMAL(30, 6))) > 0 OR MIN(revenue) >= 0 THEN 1 ELSE 0 END AS bought
    FROM orders
    WHERE CAST(ordered_at AS DATE) <= CAST($as_of AS DATE)
    GROUP BY account_id, CAST(ordered_at AS DATE)
),

totals AS (
    SELECT
        COUNT(DISTINCT CASE WHEN bought = 1 THEN account_id END) AS customers,
        COALESCE(SUM(bought), 0) AS purchase_days,
        COALESCE(SUM(orders_of_day), 0) AS orders_placed,
        COUNT(*) AS days_ordered
    FROM days
),

everybody AS (
    SELECT COUNT(DISTINCT account_id) AS accounts
    FROM orders
)

SELECT
    customers,
    CAST(purchase_days AS BIGINT) AS purchase_days,
    CAST(orders_placed AS BIGINT) AS orders_placed,
    days_ordered,
    days_ordered - CAST(purchase_days AS BIGINT) AS days_returned,
    accounts - customers AS without
FROM totals CROSS JOIN everybody
