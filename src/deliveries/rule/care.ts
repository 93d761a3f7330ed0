/** How carefully a thing is followed. Only these ask for the number of a slip, beside a 課室 that does. */
export const cares = { ordinary: false, registered: true, protected: true } as const;

/** `registered`: 書留; `protected`: 要保護. */
export type Care = keyof typeof cares;

/** The same as a list. */
export const careNames = Object.keys(cares).filter((word): word is Care => word in cares);

/** Whether the number of the slip is asked for: of 書留 and 要保護, and where the 課室 asks. It is refused wherever it is not. */
export function asksSlip(care: Care, sectionAsks: boolean): boolean {
  return cares[care] || sectionAsks;
}
