-- One row a cohort and age, up to $as_of: of the accounts that began in one period, how many ordered so many later.
--   cohort_start     first day of the period of the accounts' first order; a period is $months calendar months
--   age              periods since then (0: the one they began in)
--   cohort_accounts  accounts that began in that period
--   accounts         those of them with an order at that age
--   revenue          their revenue at that age
WITH months AS (
    SELECT
        account_id,
        12 * YEAR(CAST(ordered_at AS DATE)) + MONTH(CAST(ordered_at AS DATE)) - 1 AS ordered_in,
        SUM(CAST(revenue AS DECIMAL(30, 6))) AS revenue
    FROM orders
    WHERE CAST(ordered_at AS DATE) <= CAST($as_of AS DATE)
    GROUP BY account_id, 12 * YEAR(CAST(ordered_at AS DATE)) + MONTH(CAST(ordered_at AS DATE)) - 1
),

beginnings AS (
    SELECT
        account_id,
        MIN(ordered_in) - MOD(MIN(ordered_in), CAST($months AS INTEGER)) AS began_in
    FROM months
    GROUP BY account_id
),

sizes AS (
    SELECT began_in, COUNT(*) AS cohort_accounts
    FROM beginnings
    GROUP BY began_in
),

ages AS (
    SELECT
        months.account_id,
        began_in,
        (ordered_in - MOD(ordered_in, CAST($months AS INTEGER)) - began_in) AS months_since,
        revenue
    FROM months
    JOIN beginnings ON months.account_id = beginnings.account_id
)

SELECT
    CAST(MAKE_DATE(
        CAST((ages.began_in - MOD(ages.began_in, 12)) / 12 AS INTEGER),
        CAST(MOD(ages.began_in, 12) + 1 AS INTEGER),
        1
    ) AS TIMESTAMP) AS cohort_start,
    CAST(months_since / CAST($months AS INTEGER) AS INTEGER) AS age,
    MAX(cohort_accounts) AS cohort_accounts,
    COUNT(DISTINCT account_id) AS accounts,
    CAST(SUM(revenue) AS DOUBLE) AS revenue
FROM ages
JOIN sizes ON ages.began_in = sizes.began_in
GROUP BY ages.began_in, months_since
ORDER BY cohort_start, age
