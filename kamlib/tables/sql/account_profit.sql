-- One row an account: what it bought, what was left of it, what serving it cost, in the $days days up to $as_of.
-- An account that cost work and bought nothing has its row too.
--   account_id        the account
--   order_count       different orders
--   line_count        order lines, those taken back among them
--   lines_taken_back  lines with a revenue below zero
--   revenue           sum of revenue, refunds taken off
--   margin            sum of margin; empty where any of the account's lines lacks it
--   minutes           time the work for it took
--   cost_to_serve     what that work cost; an activity without a cost counts its minutes at the cost a minute of the
--                     others (0 where none has a cost)
--   profit            margin less cost_to_serve; empty where margin is
-- Parameters: as_of, a date, the last day that counts; days, how many days up to and with it.
-- Without a diary, give activities as a table without rows.
WITH sold AS (
    SELECT
        account_id,
        COUNT(DISTINCT order_id) AS order_count,
        COUNT(*) AS line_count,
        SUM(CASE WHEN revenue < 0 THEN 1 ELSE 0 END) AS lines_taken_back,
        SUM(CAST(revenue AS DECIMAL(30, 6))) AS revenue,
        CASE WHEN COUNT(margin) = COUNT(*) THEN SUM(CAST(margin AS DECIMAL(30, 6))) END AS margin
    FROM orders
    WHERE
        CAST(ordered_at AS DATE) <= CAST($as_of AS DATE)
        AND DATE_DIFF('day', CAST(ordered_at AS DATE), CAST($as_of AS DATE)) < $days
    GROUP BY account_id
),

work AS (
    SELECT
        account_id,
        CAST(minutes AS DECIMAL(30, 6)) AS minutes,
        CAST(cost AS DECIMAL(30, 6)) AS cost
    FROM activities
    WHERE
        CAST(performed_at AS DATE) <= CAST($as_of AS DATE)
        AND DATE_DIFF('day', CAST(performed_at AS DATE), CAST($as_of AS DATE)) < $days
),

rates AS (
    SELECT COALESCE(
        CAST(SUM(cost) AS DOUBLE) / NULLIF(CAST(SUM(CASE WHEN cost IS NOT NULL THEN minutes END) AS DOUBLE), 0), 0
    ) AS rate
    FROM work
),

served AS (
    SELECT
        account_id,
        SUM(minutes) AS minutes,
        COALESCE(SUM(cost), 0) AS known_cost,
        SUM(CASE WHEN cost IS NULL THEN minutes ELSE 0 END) AS minutes_without_cost
    FROM work
    GROUP BY account_id
),

costs AS (
    SELECT
        account_id,
        CAST(minutes AS DOUBLE) AS minutes,
        CAST(known_cost AS DOUBLE) + CAST(minutes_without_cost AS DOUBLE) * rate AS cost_to_serve
    FROM served
    CROSS JOIN rates
),

sides AS (
    SELECT
        COALESCE(sold.account_id, costs.account_id) AS account_id,
        COALESCE(order_count, 0) AS order_count,
        COALESCE(line_count, 0) AS line_count,
        COALESCE(lines_taken_back, 0) AS lines_taken_back,
        COALESCE(CAST(revenue AS DOUBLE), 0) AS revenue,
        CASE WHEN sold.account_id IS NULL THEN 0 ELSE CAST(margin AS DOUBLE) END AS margin,
        COALESCE(minutes, 0) AS minutes,
        COALESCE(ROUND(cost_to_serve, 6), 0) AS cost_to_serve
    FROM sold
    FULL JOIN costs ON sold.account_id = costs.account_id
)

SELECT
    account_id,
    order_count,
    line_count,
    lines_taken_back,
    revenue,
    margin,
    minutes,
    cost_to_serve,
    ROUND(margin - cost_to_serve, 6) AS profit
FROM sides
ORDER BY account_id
