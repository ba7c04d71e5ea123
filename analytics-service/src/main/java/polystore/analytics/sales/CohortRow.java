package polystore.analytics.sales;

import java.math.BigDecimal;
import java.time.YearMonth;

/// What the customers of a cohort paid in one month, in one currency.
///
/// @param cohort month of the first paid order of the customers
/// @param monthsSince months between the cohort and the month of the figures; 0 for the first one
/// @param customers of the cohort with a paid order in the month
/// @param orders paid in the month
record CohortRow(YearMonth cohort, int monthsSince, long customers, long orders, BigDecimal revenue, String currency) {}
