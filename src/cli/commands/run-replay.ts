import { DateTime } from 'luxon';
import { databaseOf } from '../../db/pool.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { type Building, findBuilding } from '../../replay/building.ts';
import { countRecord } from '../../replay/count-record.ts';
import { cardChanges, holdersOf } from '../../replay/issued-card.ts';
import { makeReplayOffice, type OfficeDraft } from '../../replay/make-replay-office.ts';
import type { BadgeFile } from '../../replay/parse-badge-reads.ts';
import { playReads } from '../../replay/play-reads.ts';
import { buildReplayClock } from '../../replay/replay-clock.ts';
import { type ReplayReport, reportReplay } from '../../replay/replay-report.ts';
import { traceMoves } from '../../replay/trace-moves.ts';
import { sites } from '../../zones/sites/tables.ts';
import { buildLogger } from '../starting/build-logger.ts';
import { startService } from '../starting/start-service.ts';
import { progressBar } from '../terminal/progress-bar.ts';
import { readSettings } from '../terminal/read-settings.ts';
import { type ExitCode, Obstacle, type Terminal } from '../terminal/terminal.ts';
import { untilDone } from '../terminal/until-done.ts';

export type ReplayJob = {
  readonly file: BadgeFile;
  readonly name: string;
  readonly timeZone: string;
  readonly onReport: (report: ReplayReport) => void;
};

/** Starts a service of its own whose clock follows the file, builds the office, plays the reads and reports. */
export async function runReplay(terminal: Terminal, job: ReplayJob): Promise<ExitCode> {
  const { file, timeZone, onReport } = job;
  const config = readSettings(terminal);
  const { reads, badLines } = file;
  const span = spanOf(file, timeZone);
  const building = findBuilding(traceMoves(reads));
  const holders = holdersOf(reads);
  const changes = cardChanges(holders);
  const clock = buildReplayClock(span.start);
  const mintedBy = { osUser: terminal.osUser, host: terminal.host };
  const draft = { name: job.name, timeZone, building, holders, until: span.until, mintedBy };

  const log = buildLogger({ level: config.logLevel, as: 'json', colours: false });
  const service = await startService(config, {
    log,
    clock,
    isPast: true,
    prepare: async (deps) => ({ deps, office: await prepareOffice(deps, draft, span) }),
  });
  const { deps, office } = service.prepared;
  terminal.say({
    ja: `${reads.length} 件の読取りを再生します。`,
    en: `playing ${reads.length} reads.`,
  });
  try {
    return await untilDone(terminal, async (signal) => {
      const started = performance.now();
      const onRead = progressBar(terminal, reads.length);
      const { url } = service;
      const { passages } = building;
      const play = { url, office, passages, changes, timeZone, clock, onRead, signal };
      const played = await playReads(deps, play);
      const seconds = (performance.now() - started) / 1000;
      const record = await countRecord(deps.pool, office.siteId);
      const readers = readersOf(building);
      const facts = { reads: reads.length, badLines, holders, changes, building, readers, played, record };
      onReport(reportReplay({ ...facts, show: (instant) => shown(instant, timeZone) }));
      const rate = Math.round(played.length / seconds);
      terminal.say({
        ja: `${played.length} 件を ${seconds.toFixed(1)} 秒で再生しました（一件ずつ、毎秒 ${rate} 件）。`,
        en: `played ${played.length} reads in ${seconds.toFixed(1)} s (one at a time, ${rate} a second).`,
      });
    });
  } finally {
    await service.stop();
  }
}

/** Everything is made a day before the first read; permissions outlive the last one. */
function spanOf({ reads }: BadgeFile, timeZone: string) {
  const [first, last] = [reads[0]?.at, reads.at(-1)?.at];
  if (first === undefined || last === undefined) throw new Error('a file without reads is refused before');
  const start = DateTime.fromJSDate(first, { zone: timeZone }).startOf('day').minus({ days: 1 }).toJSDate();
  return { start, until: new Date(last.getTime() + 60 * dayMs), last };
}

async function prepareOffice(deps: ActDeps, draft: OfficeDraft, { start, last }: ReturnType<typeof spanOf>) {
  const made = await databaseOf(deps.pool).select({ id: sites.siteId }).from(sites).limit(1);
  if (made.length > 0) {
    throw new Obstacle({
      ja: '再生には空のデータベースが必要です。ほかの庁舎の記録に混ぜることはできません。--data-dir に新しいフォルダを指定してください。',
      en: 'a replay needs an empty database: it is not mixed into the record of an office. Name a new --data-dir.',
    });
  }
  // The record is kept by months, and those of the file are long over.
  const months = Math.ceil((last.getTime() - start.getTime()) / (28 * dayMs)) + 1;
  await deps.pool.query('select make_months($1::date, $2)', [start.toISOString().slice(0, 10), months]);
  return makeReplayOffice(deps, draft);
}

function readersOf({ doors, entrances }: Building): number {
  return doors.length * 2 - entrances.size;
}

function shown(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
}
