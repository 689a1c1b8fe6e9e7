-- One row a history: how many customers have bought so often, last at such an age, at such an age now.
-- Frequency, recency and T are all that models of buying and leaving read of a customer, so millions of customers become
-- the few thousand rows that a fit takes.
--   frequency   purchase days after the first (several orders on one day are one purchase)
--   recency     age at the last purchase: first to last purchase day, in units
--   T           age at as_of: first purchase day to as_of, in units
--   customers   how many accounts have these three
-- A day on which as much came back as was bought is no purchase; goods given away are one.
-- Parameters: as_of, a date (later orders are not counted); days_per_unit: 1 for days, 7 for weeks,
-- 30.4375 (365.25 / 12) for months.
WITH purchases AS (
    SELECT account_id, CAST(ordered_at AS DATE) AS purchased_on
    FROM orders
    WHERE CAST(ordered_at AS DATE) <= CAST($as_of AS DATE)
    GROUP BY account_id, CAST(ordered_at AS DATE)
    HAVING SUM(CAST(revenue AS DECIMAL(30, 6))) > 0 OR MIN(revenue) >= 0
),

lives AS (
    SELECT
        COUNT(*) - 1 AS frequency,
        DATE_DIFF('day', MIN(purchased_on), MAX(purchased_on)) AS last_after,
        DATE_DIFF('day', MIN(purchased_on), CAST($as_of AS DATE)) AS now_after
    FROM purchases
    GROUP BY account_id
)

SELECT
    frequency,
    last_after / CAST($days_per_unit AS DOUBLE) AS recency,
    now_after / CAST($days_per_unit AS DOUBLE) AS T,
    COUNT(*) AS customers
FROM lives
GROUP BY frequency, last_after, now_after
ORDER BY now_after, frequency, last_after
