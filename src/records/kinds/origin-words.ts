import { endOrigins } from '../../visitors/registry/end-origin.ts';

/** Of what is recorded while it is done, by whoever sees to it: things looked at, keys lent, works begun. */
export const onTheSpot = 'on-the-spot';

/** From where a time of a record is known. */
export const recordOrigins = [...endOrigins, onTheSpot] as const;

export type RecordOrigin = (typeof recordOrigins)[number];

/** What people call that from which a time is known. */
export const originWords: Readonly<Record<RecordOrigin, string>> = {
  read: '読取り',
  desk: '受付・守衛',
  host: '訪問相手',
  round: '巡回',
  'roll-call': '点呼',
  paper: '手書き簿',
  [onTheSpot]: 'その場の記録',
  unknown: '不明',
};
