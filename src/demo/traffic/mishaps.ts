import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { Walker } from './plan-day.ts';

/** A card at a reader that should be refused; the wrong and the lost. */
export type Mishap = {
  readonly minute: number;
  readonly reader: string;
  readonly card: Walker['card'];
};

const unknownCard = { format: 'wiegand-34', facility: '12', number: '999999' };

/** A day is not without: an unknown card, a lost one that turns up, and somebody who tries a door that is not theirs. */
export function planMishaps(
  { readers }: SitePlan,
  walkers: readonly Walker[],
  lost: Walker['card'] | undefined,
): readonly Mishap[] {
  const into = (zone: string) => readers.find(({ to }) => to === zone)?.id;
  const astray = walkers.find(({ work, zones }) => work === 'office' && !zones.has('guard-room'));
  const mishap = (minute: number, reader: string | undefined, card: Walker['card'] | undefined) =>
    reader === undefined || card === undefined ? [] : [{ minute, reader, card }];
  return [
    ...mishap(8 * 60 + 52, into('lobby'), unknownCard),
    ...mishap(11 * 60 + 17, into('guard-room'), astray?.card),
    ...mishap(14 * 60 + 5, into('server-room'), astray?.card),
    ...mishap(16 * 60 + 40, into('lobby'), lost),
  ];
}
