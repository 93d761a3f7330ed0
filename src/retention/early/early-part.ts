import type { Due } from '../due/load-due.ts';
import type { ErasableName } from '../erasable/erasables.ts';

/** What of one kind, in one log, is erased early together with the names of some persons. */
export type EarlyPart = {
  readonly log: string;
  readonly what: ErasableName;
  readonly due: readonly Due[];
  /** How many records of it are about these persons and stay to their date: something needs them still. */
  readonly stay: number;
};
