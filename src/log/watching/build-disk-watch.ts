import type { Check } from '../../db/judge-readiness.ts';
import type { AlarmEffect } from '../entry/effects.ts';
import type { ActDeps } from '../writing/perform-act.ts';
import { type Finding, recordFinding } from '../writing/record-finding.ts';
import { type DiskAlarm, diskAlarms, judgeDisk } from './judge-disk.ts';

/** How full the volume is on which something of ours lies. */
export type Volume = {
  readonly holds: 'database' | 'high-water';
  /** Of what may be used at all, as `df` says it. */
  readonly usedPercent: number;
  readonly freeBytes: number;
};

export type DiskWatch = {
  /** Measures once; a threshold that was passed, up or down, is told, and recorded as soon as that is possible. */
  readonly look: () => Promise<void>;
  /** Measures for readiness: without room for the database nothing can be recorded. */
  readonly check: () => Promise<Check>;
};

/** Below this nothing more is sure to be recorded: a few segments of the database's log. Bytes. */
const tooLittle = 16 * 2 ** 20;
/** Below this there may soon be no room. Bytes. */
const littleRoom = 2 ** 30;

/**
 * Watches the volumes of this service: the fullest one counts. `findStanding` tells which alarms of ours were left active by a run
 * before, `host` names the machine.
 */
export function buildDiskWatch(
  deps: ActDeps,
  {
    measure,
    findStanding,
    host,
    onNews,
  }: {
    readonly measure: () => Promise<readonly Volume[]>;
    readonly findStanding: () => Promise<ReadonlySet<DiskAlarm>>;
    readonly host: string;
    readonly onNews: (words: string) => void;
  },
): DiskWatch {
  let held: ReadonlySet<DiskAlarm> | undefined;
  /** What could not be recorded stays to be, in order. */
  const toRecord: Finding[] = [];

  function compare(before: ReadonlySet<DiskAlarm>, fullest: Volume): ReadonlySet<DiskAlarm> {
    const now = judgeDisk(before, fullest.usedPercent);
    const alarms = diskAlarms
      .filter(({ kind }) => before.has(kind) !== now.has(kind))
      .map(({ kind }): AlarmEffect => ({ type: 'alarm', kind, active: now.has(kind) }));
    if (alarms.length > 0) {
      const { holds: volume, usedPercent, freeBytes } = fullest;
      onNews(`the volume of the ${volume} is ${usedPercent} % full: ${freeBytes} bytes are free`);
      toRecord.push({ kind: 'disk-level', details: { volume, usedPercent, freeBytes, host }, alarms });
    }
    return now;
  }

  return {
    async look() {
      const [fullest] = (await measure()).toSorted((one, other) => other.usedPercent - one.usedPercent);
      if (fullest === undefined) return;
      held = compare(held ?? (await findStanding()), fullest);
      for (let next = toRecord[0]; next !== undefined; next = toRecord[0]) {
        await recordFinding(deps, next);
        toRecord.shift();
      }
    },
    check: async () => judgeRoom(await measure()),
  };
}

function judgeRoom(volumes: readonly Volume[]): Check {
  const name = 'disk';
  if (volumes.length === 0) return { name, state: 'ok', says: '測る置き場がありません。' };
  const says = volumes.map(
    ({ holds, usedPercent, freeBytes }) =>
      `${places[holds]}の空きは ${(freeBytes / 2 ** 30).toFixed(1)} GiB（使用率 ${usedPercent} %）です。`,
  );
  if (volumes.some(({ holds, freeBytes }) => holds === 'database' && freeBytes < tooLittle)) {
    return { name, state: 'failed', says: `${says.join('')}記録できません。すぐに空きを作ってください。` };
  }
  const isLow = volumes.some(
    ({ usedPercent, freeBytes }) => freeBytes < littleRoom || judgeDisk(new Set(), usedPercent).size > 0,
  );
  return isLow
    ? {
        name,
        state: 'warning',
        says: `${says.join('')}空きを増やしてください。なくなると扉を開けられません。`,
      }
    : { name, state: 'ok', says: says.join('') };
}

const places = {
  database: '記録の置き場',
  'high-water': '記録の到達点の控えの置き場',
} as const satisfies Record<Volume['holds'], string>;
