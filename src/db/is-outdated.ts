/**
 * SQL that is true where the database asks for a newer program than the one whose connection asks: the level of a
 * program rides on each of its connections as a setting.
 */
export const isOutdated = `(select level > current_setting('sekisho.program')::int from program_floor)`;
