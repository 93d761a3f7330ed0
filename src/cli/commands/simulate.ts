import { setTimeout as sleep } from 'node:timers/promises';
import { verdicts } from '../../access/decide/verdicts.ts';
import { buildPermitDesk } from '../../demo/permits/permit-desk.ts';
import { type PermitCount, storiesOfPermits } from '../../demo/permits/stories-of-permits.ts';
import { buildChance } from '../../demo/traffic/chance.ts';
import { buildDayDoors, type DoorCount } from '../../demo/traffic/day-doors.ts';
import { planMishaps } from '../../demo/traffic/mishaps.ts';
import { dayBegins, dayEnds, planDay } from '../../demo/traffic/plan-day.ts';
import type { Stage } from '../../demo/traffic/stage.ts';
import { walkDay } from '../../demo/traffic/walk-day.ts';
import { errandsBeside } from '../../demo/visitors/expect-visits.ts';
import { buildFrontDesk } from '../../demo/visitors/front-desk.ts';
import type { VisitCount } from '../../demo/visitors/scene.ts';
import { shareDoors } from '../../demo/visitors/share-doors.ts';
import { tellVisit } from '../../demo/visitors/tell-visit.ts';
import { tidyDesk } from '../../demo/visitors/tidy-desk.ts';
import { ServiceRefused } from '../../gateways/ask-patiently.ts';
import { withDatabase } from '../database/with-database.ts';
import { prepareSimulation, type Simulation } from '../simulating/prepare-simulation.ts';
import { progressBar } from '../terminal/progress-bar.ts';
import { readOptions, wholeNumber } from '../terminal/read-options.ts';
import { readSettings } from '../terminal/read-settings.ts';
import { BadUse, type Command, Obstacle, type Terminal } from '../terminal/terminal.ts';
import { untilDone } from '../terminal/until-done.ts';

const usual = { minutes: 1, people: 60, seed: 1 } as const;
const daySeconds = (dayEnds - dayBegins) * 60;

export const simulate: Command = {
  name: 'simulate',
  summary: {
    ja: '見本の庁舎に一日の人の流れを起こす',
    en: 'let a day of traffic through the demo office',
  },
  help: {
    ja: `  % simulate                     一日を一分で
  % simulate --minutes 10 --people 200
  % simulate --speed 60 --seed 7  60 倍の速さで

動いているサービスの見本の庁舎に、ゲートウェイとして HTTP で読取りと扉の動きを送ります。判定と記録は本物です。
誰かが知らないカード、紛失したカード、許可のない扉を試し、扉が一つ開け放されます。
訪問者は、訪問相手と受付が API で予定し、受け付けます。付添いと通り、昼に外へ出て戻り、付添いが交代し、通行証が一枚返りません。
撮影が申請され、許可されて始まり終わり、荷物が窓口に届き、立会いのもとで業者が記録保管室で作業します。
前の一日が途中で終わっていれば、その訪問者の退館（時刻不明）と通行証の返却を先に記録します。
  --url <u>       サービス（既定 http://127.0.0.1:PORT）
  --minutes <n>   一日を何分で（既定 ${usual.minutes}）  --speed <x>  又は何倍の速さで
  --people <n>    歩く人数（既定 ${usual.people}）
  --seed <n>      同じ数なら同じ一日（既定 ${usual.seed}）
同じ DATA_DIR でサービスが動いている必要があります。Ctrl+C でそこまでの結果を出して終わります。`,
    en: `  % simulate                     a day in a minute
  % simulate --minutes 10 --people 200
  % simulate --speed 60 --seed 7  60 times as fast as life

Posts reads and door movements over HTTP, as the gateways do, to the demo office of the running service; decisions and
records are real. Somebody tries an unknown card, a lost one, a door that is not theirs, and one door is held open.
Hosts plan visits and the reception takes visitors in, over the API: they pass with their escorts, go out for lunch and
come back, an escort is relieved, one waits in vain, one does not come, and one pass does not come back. Pictures are
applied for, approved, begun and ended; parcels come to the counter; a firm works in the archive while it is attended.
What a day left that was broken off is ended first: its visitors (time unknown), and their passes are taken back.
  --url <u>       the service (http://127.0.0.1:PORT unless named)
  --minutes <n>   minutes a day takes (${usual.minutes})  --speed <x>  or how much faster than life
  --people <n>    how many walk (${usual.people})
  --seed <n>      the same number makes the same day (${usual.seed})
The service must be running on the same DATA_DIR. Ctrl+C ends the day early and says how far it came.`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, {
      url: { type: 'string' },
      minutes: { type: 'string' },
      speed: { type: 'string' },
      people: { type: 'string' },
      seed: { type: 'string' },
    });
    const { dataDir, port } = readSettings(terminal);
    const url = serviceUrl(values.url ?? `http://127.0.0.1:${port}`);
    const speed = speedOf(values);
    const people = wholeNumber(values.people ?? String(usual.people), '--people', 1, 300);
    const seed = wholeNumber(values.seed ?? String(usual.seed), '--seed', 0, 999_999_999);
    await refuseUnlessAlive(url);
    const prepared = await withDatabase(terminal, (deps) =>
      prepareSimulation(deps, terminal, { url, dataDir, people, seed }),
    );
    return untilDone(terminal, async (signal) => {
      const count = await walk(terminal, prepared, { seed, speed, signal }).catch((error: unknown) => {
        throw obstacle(error, url);
      });
      for (const line of summary(count, terminal.language)) terminal.write(line);
    });
  },
};

type Pace = {
  readonly seed: number;
  /** Seconds of the day in a second. */
  readonly speed: number;
  readonly signal: AbortSignal;
};

type DayCount = DoorCount &
  VisitCount &
  PermitCount & {
    /** Why something was not done that people asked for, and how often. */
    readonly refused: readonly (readonly [string, number])[];
  };

async function walk(
  terminal: Terminal,
  { cast, walkers, visits, permits, clients, people }: Simulation,
  { seed, speed, signal }: Pace,
): Promise<DayCount> {
  const { plan, losable } = cast;
  const { now } = terminal;
  const chance = buildChance(seed);
  const sharing = shareDoors(plan);
  const errands = errandsBeside(planDay(walkers, plan, chance), visits);
  const mishaps = planMishaps(plan, walkers, losable?.card);
  const count = { visitors: 0, pairs: 0, permits: 0, parcels: 0 };
  if (people !== undefined) await tidyDesk(people.reception);
  const desk = people && buildFrontDesk(people);
  const permitDesk = people && buildPermitDesk(people);
  const stories = [
    ...(desk === undefined
      ? []
      : visits.map((visit) => (stage: Stage) => tellVisit(stage, visit, { desk, count, sharing, now }))),
    ...(permitDesk === undefined ? [] : storiesOfPermits(permits, { desk: permitDesk, count, now })),
  ];
  terminal.say({
    ja: `${walkers.length} 人が一日を始めます（${speed.toFixed(0)} 倍の速さ、Ctrl+C で終わり）。`,
    en: `${walkers.length} people begin their day (${speed.toFixed(0)} times as fast as life; Ctrl+C ends it).`,
  });
  const begun = performance.now();
  const shown = progressBar(terminal, dayEnds - dayBegins);
  const reach = async (second: number): Promise<boolean> => {
    const due = begun + ((second - dayBegins * 60) / speed) * 1000;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => undefined);
    shown(Math.min(Math.floor(second / 60), dayEnds) - dayBegins);
    return !signal.aborted;
  };
  const doors = buildDayDoors(plan, clients, now);
  await walkDay({ plan: sharing.staff, walkers, errands, mishaps, stories, chance, doors, reach });
  const refused = [...(desk?.refused ?? []), ...(permitDesk?.refused ?? [])];
  return { ...doors.count(), ...count, refused };
}

function speedOf({ minutes, speed }: { readonly minutes?: string; readonly speed?: string }): number {
  if (minutes !== undefined && speed !== undefined) {
    throw new BadUse({
      ja: '--minutes と --speed はどちらか一つです',
      en: 'name one of --minutes and --speed',
    });
  }
  if (speed !== undefined) return wholeNumber(speed, '--speed', 1, 1_000_000);
  return daySeconds / 60 / wholeNumber(minutes ?? String(usual.minutes), '--minutes', 1, 1_440);
}

function serviceUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new BadUse({
      ja: `--url は http://127.0.0.1:3000 のような URL です: ${text}`,
      en: `--url is a URL like http://127.0.0.1:3000: ${text}`,
    });
  }
  return url.href;
}

async function refuseUnlessAlive(url: string): Promise<void> {
  const answer = await fetch(new URL('/healthz', url)).catch(() => undefined);
  if (answer?.ok === true) return;
  throw new Obstacle({
    ja: `${url} にサービスがいません。別の端末で npm start を行ってください（ほかの場所なら --url）。`,
    en: `no service at ${url}: run npm start in another terminal, or name it with --url.`,
  });
}

function obstacle(error: unknown, url: string): Error {
  if (error instanceof ServiceRefused && error.status === 401) {
    return new Obstacle({
      ja: `${url} のサービスは、このデータのゲートウェイを知りません。サービスと同じ DATA_DIR で実行してください。`,
      en: `the service at ${url} does not know these gateways: run this with the service's DATA_DIR.`,
    });
  }
  if (error instanceof ServiceRefused || error instanceof TypeError) {
    const why = error.cause instanceof Error ? error.cause.message : error.message;
    return new Obstacle({
      ja: `${url} に送れなくなりました（${why}）。`,
      en: `${url} takes no more (${why}).`,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}

function summary(
  { reads, granted, denied, waiting, doorEvents, visitors, pairs, permits, parcels, ...why }: DayCount,
  language: 'ja' | 'en',
) {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const codes = [...why.reasons, ...why.refused].toSorted(
    ([one, a], [other, b]) => b - a || (one < other ? -1 : 1),
  );
  const counts: readonly (readonly [string, number])[] = [
    [say('読取り', 'reads'), reads],
    [verdicts.grant[language], granted],
    [verdicts.deny[language], denied],
    [verdicts.wait[language], waiting],
    [say('扉の動き', 'door events'), doorEvents],
    [say('訪問者', 'visitors'), visitors],
    [say('付添いとの通行', 'passed with an escort'), pairs],
    [say('使われた許可', 'permits used'), permits],
    [say('荷物', 'parcels'), parcels],
  ];
  return [
    counts.map(([word, times]) => `${word}: ${times}`).join('  '),
    ...codes.map(([code, times]) => `  ${code.padEnd(28)} ${String(times).padStart(5)}`),
  ];
}
