/** By what the entries of a month are counted: `month_counts`. */
export const countedSorts = ['person', 'card', 'kind', 'reason'] as const;

export type CountedSort = (typeof countedSorts)[number];
