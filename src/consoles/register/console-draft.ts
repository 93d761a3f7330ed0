import type { ConsoleRow } from './console-rows.ts';

/** What is said of a console: its name, where it stands, and how it is kept. */
export type ConsoleDraft = Pick<ConsoleRow, 'name' | 'place' | 'shiftEnds' | 'isKeptAtNight'>;
