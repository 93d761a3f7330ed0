/** SQL of an instant as milliseconds since 1970. What a batch reads of every card comes as a number: a date costs more to parse. */
export const milliseconds = (instant: string): string => `1000 * date_part('epoch', ${instant})`;
