import type { EndOrigin } from '../../visitors/registry/end-origin.ts';

/** What people call that from which a time is known. */
export const originWords: Readonly<Record<EndOrigin, string>> = {
  read: '読取り',
  desk: '受付・守衛',
  host: '訪問相手',
  round: '巡回',
  'roll-call': '点呼',
  paper: '手書き簿',
  unknown: '不明',
};
