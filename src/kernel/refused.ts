import type { Refusal } from './problem.ts';

/** A "no" that is found where no result can bring it up; it is answered as any other. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(message: string, refusal: Refusal) {
    super(message);
    this.refusal = refusal;
  }
}
