import type { CardKey } from '../kernel/card-key.ts';

/** A pass of the desk, with its pool card. */
export type DemoPass = { readonly numeral: string; readonly card: CardKey };

/** Passes by their number; the numbers of their cards follow those of the staff at a distance. */
function passesOf(first: number, last: number): readonly DemoPass[] {
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const nth = first + index;
    return {
      numeral: `V-${String(nth).padStart(2, '0')}`,
      card: { format: 'wiegand-34', facility: '12', number: String(49_000 + nth * 7) },
    };
  });
}

/** Whoever tries the office by hand lends these. */
export const demoPasses = passesOf(1, 3);

/** The visitors of a simulated day get these, and no others do. */
export const simulatedPasses = passesOf(11, 40);
