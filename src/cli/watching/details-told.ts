import { photographyOrders } from '../../devices/photography/order-photographer.ts';
import type { Words } from '../../kernel/words.ts';
import { permitKinds } from '../../permits/kinds/permit-kinds.ts';
import type { WatchedEntry } from './watch-line.ts';

/** By code. What a service newer than this program says is not here and shows as its code. */
const saidOfPermit: ReadonlyMap<string, Words> = new Map(
  Object.entries(permitKinds).map(([kind, { words }]) => [kind, words]),
);
const saidOfOrder: ReadonlyMap<string, Words> = new Map(Object.entries(photographyOrders));

/** Each detail that the watch tells, in its order on the line. */
const told = {
  /** The number on a pass. */
  numeral: (value) => (typeof value === 'string' ? value : ''),
  order: (value, language) => inWords(saidOfOrder, value, language),
  pieces: (value, language) => counted(value, { ja: '個', en: ' pieces' }[language]),
  workers: (value, language) => counted(value, { ja: '人', en: ' workers' }[language]),
  /** Who came and is not counted out. */
  missing: (value, language) =>
    value === 0
      ? ''
      : `${{ ja: 'まだ', en: 'missing ' }[language]}${counted(value, { ja: '人', en: '' }[language])}`,
} as const satisfies Record<string, (value: unknown, language: keyof Words) => string>;

/** What the details of an entry tell whoever watches: of a permit its kind, then numbers and counts. */
export function detailsTold(
  { subject, details = {} }: Pick<WatchedEntry, 'subject' | 'details'>,
  language: keyof Words,
): readonly string[] {
  const ofPermit = subject.permit === undefined ? '' : inWords(saidOfPermit, details.kind, language);
  const others = Object.entries(told).map(([name, tell]) =>
    details[name] === undefined ? '' : tell(details[name], language),
  );
  return [ofPermit, ...others];
}

function inWords(said: ReadonlyMap<string, Words>, code: unknown, language: keyof Words): string {
  return typeof code === 'string' ? (said.get(code)?.[language] ?? code) : '';
}

function counted(value: unknown, unit: string): string {
  return typeof value === 'number' ? `${value}${unit}` : '';
}
