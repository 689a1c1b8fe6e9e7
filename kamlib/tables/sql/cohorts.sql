-- One row a cohort and month: of the accounts that began in one month, how many ordered so many months later.
--   cohort_month  first day of the month of the accounts' first order
--   months_since  calendar months since then (0: the month they began)
--   accounts      accounts of the cohort with an order in that month
--   revenue       their revenue in that month
WITH months AS (
    SELECT
        account_id,
        CAST(DATE_TRUNC('month', CAST(ordered_at AS DATE)) AS DATE) AS ordered_in,
        SUM(CAST(revenue AS DECIMAL(30, 6))) AS revenue
    FROM orders
    GROUP BY account_id, CAST(DATE_TRUNC('month', CAST(ordered_at AS DATE)) AS DATE)
),

beginnings AS (
    SELECT account_id, MIN(ordered_in) AS began_in
    FROM months
    GROUP BY account_id
),

ages AS (
    SELECT
        began_in,
        12 * (YEAR(ordered_in) - YEAR(began_in)) + MONTH(ordered_in) - MONTH(began_in) AS months_since,
        revenue
    FROM months
    JOIN beginnings ON months.account_id = beginnings.account_id
)

SELECT
    CAST(began_in AS TIMESTAMP) AS cohort_month,
    months_since,
    COUNT(*) AS accounts,
    CAST(SUM(revenue) AS DOUBLE) AS revenue
FROM ages
GROUP BY began_in, months_since
ORDER BY cohort_month, months_since
