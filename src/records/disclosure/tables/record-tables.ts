import { custody, presence, waits } from '../../../access/state/tables.ts';
import { alarms } from '../../../alarms/tables.ts';
import { certaintyWords } from '../../../desk/roll-call/certainty-words.ts';
import { proposalKinds } from '../../../dual-control/proposal-kinds.ts';
import { proposalStateNames } from '../../../dual-control/proposal-lifecycle.ts';
import { proposals } from '../../../dual-control/tables.ts';
import { mapValues } from '../../../kernel/map-values.ts';
import { alarmKinds } from '../../../log/entry/alarm-kinds.ts';
import { alarmStateNames } from '../../../log/entry/alarm-lifecycle.ts';
import { moves } from '../../../log/tables.ts';
import { personalReads } from '../../reads/tables.ts';
import { held } from './holding.ts';
import { inZone } from './telling.ts';

const alarmWords = mapValues(alarmKinds, ({ title }) => title.ja);
const proposalWords = mapValues(proposalKinds, ({ says }) => says);

const ofTheLog = { inLog: '記録（いつ、どこで、何を）として出力する' } as const;
const ofGateways = '読取装置・扉の制御盤とのやり取り';
const answersToGateways = '読取装置への答えの控え（記録にある）';

/** What the log holds, and what is derived from it. */
export const recordTables = {
  entries: ofTheLog,
  entry_persons: ofTheLog,
  personal_records: ofTheLog,
  month_counts: { copied: '月ごとの件数。数えた記録そのものを出力する' },
  counted_logs: { nobodys: 'どこまで数えたか' },
  moves: held(moves, {
    says: '所在',
    by: { person: ['personId'] },
    shown: {
      zoneId: inZone,
      happenedAt: 'そこに来た日時',
      certainty: { says: '確かさ', words: certaintyWords },
    },
    at: 'happenedAt',
    keeping: 'ids',
  }),
  presence: held(presence, {
    says: '今の所在',
    by: { person: ['personId'] },
    shown: { zoneId: inZone, since: 'その時から' },
    at: 'since',
    keeping: 'ids',
  }),
  custody: held(custody, {
    says: '付添い',
    by: { person: ['visitorId', 'escortId'] },
    shown: { since: 'その時から' },
    at: 'since',
    keeping: 'in-use',
  }),
  waits: held(waits, {
    says: '扉での待ち',
    by: { person: ['personId'] },
    shown: { doorId: { says: '扉', sort: 'door' }, until: '期限' },
    at: 'until',
    keeping: 'in-use',
  }),
  alarms: held(alarms, {
    says: '警報',
    by: { person: ['personId'] },
    shown: {
      kind: { says: '種類', words: alarmWords },
      state: { says: '状態', words: alarmStateNames },
      raisedAt: '発生',
    },
    at: 'raisedAt',
    keeping: 'ids',
  }),
  personal_reads: held(personalReads, {
    says: '個人情報を閲覧したこと',
    by: { person: ['actorId', 'query', 'persons'] },
    shown: { what: '何を', begunAt: 'いつ', rows: '件数' },
    at: 'begunAt',
    keeping: 'ids',
  }),
  proposals: held(proposals, {
    says: '2人で行う操作の提案',
    by: { person: ['proposedBy', 'closedBy'] },
    shown: {
      kind: { says: '種類', words: proposalWords },
      state: { says: '状態', words: proposalStateNames },
      proposedAt: '提案',
      closedAt: '終わり',
    },
    at: 'proposedAt',
    keeping: 'in-use',
  }),
  heads: { nobodys: '記録の先頭' },
  leaf_hashes: { nobodys: '記録のハッシュ値' },
  deadlines: { copied: 'ほかの表にある期限' },
  declared_groups: { nobodys: '人数だけで数えた人々' },
  door_states: { nobodys: '扉の状態' },
  conditions: { nobodys: '緊急事態・封鎖' },
  gateway_epochs: { nobodys: ofGateways },
  gateway_holes: { nobodys: ofGateways },
  gateway_states: { nobodys: ofGateways },
  receipts: { copied: answersToGateways },
  event_conflicts: { copied: answersToGateways },
  quarantined_events: { withheld: '読めなかった電文は、誰のものか分からず、90日で消える' },
  idempotency_keys: { copied: '要求への答えの控え（ほかの表にある）' },
  live_tickets: { nobodys: '配信の入場券' },
  program_floor: { nobodys: 'プログラムの版' },
} as const;
