/** Months made ahead of the present one, for every table that is partitioned by month. */
export const monthsAhead = 12;
