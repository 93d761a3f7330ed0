import { judgeServerVersion } from './judge-server-version.ts';

/** One thing the service needs, how it stands, and what that means in a sentence. */
export type Check = {
  readonly name:
    | 'database'
    | 'migrations'
    | 'program'
    | 'durability'
    | 'server-version'
    | 'months'
    | 'default-partition'
    | 'decisions'
    | 'disk'
    | 'high-water';
  readonly state: 'ok' | 'warning' | 'failed';
  readonly says: string;
};

/** What the database says of itself. */
export type DatabaseFacts = {
  readonly migrations: { readonly known: number; readonly applied: number };
  /** The database asks for a newer program than this one. */
  readonly outdated: boolean;
  /** As `server_version_num` gives it. */
  readonly serverVersion: number;
  readonly fsync: string;
  readonly synchronousCommit: string;
  readonly synchronousStandbys: string;
  /** Whole months after the present one for which every partition stands. */
  readonly monthsAhead: number;
  readonly defaultPartitionUsed: boolean;
};

const fewestMonths = 2;

/** Judges what was found of the database. */
export function judgeReadiness(facts: DatabaseFacts | 'unreachable' | 'not-migrated'): readonly Check[] {
  if (facts === 'unreachable') {
    const says = 'データベースに届きません。通行を記録できないため、扉は開けられません。';
    return [{ name: 'database', state: 'failed', says }];
  }
  if (facts === 'not-migrated') {
    const says = 'データベースがまだ移行されていません。sekisho migrate を実行してください。';
    return [{ name: 'migrations', state: 'failed', says }];
  }
  return [
    { name: 'database', state: 'ok', says: 'データベースに届いています。' },
    judgeMigrations(facts),
    judgeProgram(facts),
    judgeDurability(facts),
    judgeServerVersion(facts.serverVersion),
    facts.monthsAhead >= fewestMonths
      ? { name: 'months', state: 'ok', says: `記録の区画が ${facts.monthsAhead} か月先まであります。` }
      : {
          name: 'months',
          state: 'warning',
          says: `記録の区画が ${facts.monthsAhead} か月先までしかありません。sekisho migrate を実行してください。`,
        },
    facts.defaultPartitionUsed
      ? {
          name: 'default-partition',
          state: 'warning',
          says: '月の区画に入らない記録が予備の区画にあります。月の区画を作り、移してください。',
        }
      : { name: 'default-partition', state: 'ok', says: '予備の区画は使われていません。' },
  ];
}

function judgeMigrations({ migrations: { known, applied } }: DatabaseFacts): Check {
  const name = 'migrations';
  if (applied === known) return { name, state: 'ok', says: `移行 ${applied} 件がすべて済んでいます。` };
  return applied < known
    ? {
        name,
        state: 'failed',
        says: `移行が ${known - applied} 件残っています。sekisho migrate を実行してください。`,
      }
    : { name, state: 'warning', says: 'データベースはこの版より新しい版で移行されています。' };
}

function judgeProgram({ outdated }: DatabaseFacts): Check {
  const name = 'program';
  return outdated
    ? {
        name,
        state: 'failed',
        says: 'データベースは、この版が知らない権利や状態をすでに使っています。新しい版に替えてください。それまでこの版は扉を開けません。',
      }
    : { name, state: 'ok', says: 'この版はデータベースの権利と状態をすべて知っています。' };
}

/** I1 says what commits is durable; whether it also survives the loss of the primary depends on a synchronous standby. */
function judgeDurability({ fsync, synchronousCommit, synchronousStandbys }: DatabaseFacts): Check {
  const name = 'durability';
  if (fsync !== 'on') {
    return { name, state: 'warning', says: 'fsync が切られています。電源が落ちると記録が失われます。' };
  }
  if (synchronousCommit !== 'on' && synchronousCommit !== 'remote_apply') {
    return {
      name,
      state: 'failed',
      says: `synchronous_commit が ${synchronousCommit} です。記録が確定する前に扉を開けることになります。`,
    };
  }
  return synchronousStandbys === ''
    ? {
        name,
        state: 'ok',
        says: '確定した記録は再起動では失われません。同期の予備機はないため、切替えでは直前の記録を失うことがあります。',
      }
    : { name, state: 'ok', says: '確定した記録は同期の予備機にもあり、切替えでも失われません。' };
}
