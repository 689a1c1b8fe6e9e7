-- One row an account: how often it bought again, how long ago it began, and what it spends when it returns.
-- This is the summary that models of buying and leaving ("buy till you die") are fitted to.
--   account_id      the account
--   frequency       purchase days after the first (several orders on one day are one purchase)
--   recency         age at the last purchase: first to last purchase day, in units
--   T               age at as_of: first purchase day to as_of, in units
--   monetary_value  mean revenue of the purchase days after the first; 0 where there is none
-- A day on which as much came back as was bought is no purchase; goods given away are one.
-- Parameters: as_of, a date (later orders are not counted); days_per_unit: 1 for days, 7 for weeks,
-- 30.4375 (365.25 / 12) for months.
WITH purchases AS (
    SELECT
        account_id,
        CAST(ordered_at AS DATE) AS purchased_on,
        SUM(CAST(revenue AS DECIMAL(30, 6))) AS revenue
    FROM orders
    WHERE CAST(ordered_at AS DATE) <= CAST($as_of AS DATE)
    GROUP BY account_id, CAST(ordered_at AS DATE)
    HAVING SUM(CAST(revenue AS DECIMAL(30, 6))) > 0 OR MIN(revenue) >= 0
),

histories AS (
    SELECT
        account_id,
        COUNT(*) - 1 AS frequency,
        MIN(purchased_on) AS first_on,
        MAX(purchased_on) AS last_on,
        SUM(revenue) - MIN_BY(revenue, purchased_on) AS repeat_revenue
    FROM purchases
    GROUP BY account_id
)

SELECT
    account_id,
    frequency,
    DATE_DIFF('day', first_on, last_on) / CAST($days_per_unit AS DOUBLE) AS recency,
    DATE_DIFF('day', first_on, CAST($as_of AS DATE)) / CAST($days_per_unit AS DOUBLE) AS T,
    CASE WHEN frequency > 0 THEN CAST(repeat_revenue AS DOUBLE) / frequency ELSE 0 END AS monetary_value
FROM histories
ORDER BY account_id
