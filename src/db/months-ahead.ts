/**
 * Months made ahead of the present one, for every table that is partitioned by month. The service makes them daily, so three
 * outlast any stop; each more is opened by every statement that has no end in time.
 */
export const monthsAhead = 3;
