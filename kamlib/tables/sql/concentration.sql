-- One row an account, the largest first: its revenue, and the share of all revenue it and those before it bring.
--   account_id        the account
--   revenue           sum of revenue, refunds taken off (may be below 0)
--   rank              1 for the largest; equal accounts in the order of their ids
--   account_share     rank divided by the number of accounts
--   revenue_share     the account's part of all revenue
--   cumulative_share  the part of all revenue that accounts up to this rank bring
-- Shares are empty where all revenue together is 0. Ids are never empty: NULLS FIRST says nothing about the result, but
-- it is the only order of empty values that BigQuery knows in a running sum.
WITH totals AS (
    SELECT account_id, SUM(CAST(revenue AS DECIMAL(30, 6))) AS money
    FROM orders
    GROUP BY account_id
),

ranked AS (
    SELECT
        account_id,
        CAST(money AS DOUBLE) AS revenue,
        ROW_NUMBER() OVER (ORDER BY money DESC, account_id NULLS FIRST) AS rank,
        CAST(COUNT(*) OVER () AS DOUBLE) AS accounts,
        CAST(SUM(money) OVER () AS DOUBLE) AS everything,
        CAST(
            SUM(money) OVER (
                ORDER BY money DESC, account_id NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ) AS DOUBLE
        ) AS so_far
    FROM totals
)

SELECT
    account_id,
    revenue,
    rank,
    rank / accounts AS account_share,
    revenue / NULLIF(everything, 0) AS revenue_share,
    so_far / NULLIF(everything, 0) AS cumulative_share
FROM ranked
ORDER BY rank
