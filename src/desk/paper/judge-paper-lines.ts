import type { FieldError } from '../../kernel/problem.ts';
import type { DoorDirection } from '../../zones/plan/site-plan.ts';
import { lineKey, type PaperLine } from './paper-line.ts';
import { type WhoGrounds, type WhoOfLine, whoOfLine } from './who-of-line.ts';

/** What lines are judged by, gathered beforehand. */
export type PaperGrounds = WhoGrounds & {
  readonly now: Date;
  readonly doors: ReadonlyMap<string, { readonly directions: readonly DoorDirection[] }>;
  /** Zones outside of where visitors are taken in, a desk's hall of class 0 among them: whoever comes in from there arrives. */
  readonly outside: ReadonlySet<string>;
  /** Members of visits who have no 来庁 on the day. */
  readonly notExpected: ReadonlySet<string>;
  /** Lines of this day that are entered already with other words, by `lineKey`. */
  readonly logged: ReadonlySet<string>;
  /** Whoever enters them: nobody enters themselves (I8). */
  readonly owners: ReadonlySet<string>;
};

type Fault = readonly [field: string, message: string];

/** Everything that is wrong with some lines, each by its place in the request. Where there is anything, nothing is stored. */
export function judgePaperLines(lines: readonly PaperLine[], grounds: PaperGrounds): readonly FieldError[] {
  const who = lines.map((line) => whoOfLine(line, grounds));
  return lines.flatMap((line, index) =>
    [
      ...faultsAmong(lines, who, index),
      ...faultsOfTimes(line, grounds),
      ...faultsOfPlace(line, grounds),
      ...faultsOfPerson(line, who[index], grounds),
    ].map(([field, message]) => ({ at: `/lines/${index}/${field}`, message })),
  );
}

/** The zone on the other side of the door that somebody on this line came through; undefined = the door does not lead there. */
export function outsideOf(
  { door, zone }: PaperLine,
  { doors }: Pick<PaperGrounds, 'doors'>,
): string | undefined {
  return doors.get(door)?.directions.find(({ to }) => to === zone)?.from;
}

/** Whether a line tells of somebody who came in from outside. */
export function isArrival(line: PaperLine, grounds: Pick<PaperGrounds, 'doors' | 'outside'>): boolean {
  const from = outsideOf(line, grounds);
  return from !== undefined && grounds.outside.has(from) && !grounds.outside.has(line.zone);
}

/** What a line says against one before it: it is the same one, or another had the pass at the time. */
function faultsAmong(
  lines: readonly PaperLine[],
  who: readonly WhoOfLine[],
  index: number,
): readonly Fault[] {
  const line = lines[index];
  if (line === undefined) return [];
  const before = lines.slice(0, index);
  const first = before.findIndex((one) => lineKey(one) === lineKey(line));
  if (first >= 0) return [['line', `${first + 1}件目と同じ用紙・行です。`]];
  const other = before.findIndex(
    (one, nth) =>
      one.pass !== undefined && one.pass === line.pass && overlap(one, line) && !isSame(who[nth], who[index]),
  );
  return other < 0 ? [] : [['pass', `同じ時間に、${other + 1}件目の人がこの通行証を持っています。`]];
}

function isSame(one: WhoOfLine | undefined, other: WhoOfLine | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function overlap(one: PaperLine, other: PaperLine): boolean {
  const endOf = ({ leftAt }: PaperLine) => leftAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return one.enteredAt.getTime() < endOf(other) && other.enteredAt.getTime() < endOf(one);
}

function faultsOfTimes(line: PaperLine, { logged, now }: PaperGrounds): readonly Fault[] {
  const { enteredAt, leftAt } = line;
  const faults: Fault[] = [];
  if (logged.has(lineKey(line))) {
    faults.push([
      'line',
      'この用紙のこの行は、ほかの内容で入力済みです。退出だけを足すなら、退出の手続（根拠は手書き簿）で記録してください。',
    ]);
  }
  if (enteredAt > now) faults.push(['enteredAt', 'まだ来ていない時刻です。']);
  if (leftAt !== undefined && leftAt > now) faults.push(['leftAt', 'まだ来ていない時刻です。']);
  if (leftAt !== undefined && leftAt < enteredAt) faults.push(['leftAt', '入った時刻より前です。']);
  return faults;
}

function faultsOfPlace(line: PaperLine, grounds: PaperGrounds): readonly Fault[] {
  if (!grounds.doors.has(line.door)) return [['door', 'この扉は図面にありません。']];
  return outsideOf(line, grounds) === undefined ? [['zone', 'この扉からこの区域へは入れません。']] : [];
}

function faultsOfPerson(
  line: PaperLine,
  who: WhoOfLine | undefined,
  grounds: PaperGrounds,
): readonly Fault[] {
  if (who === undefined) return [];
  if ('field' in who) return [[who.field, who.message]];
  if ('person' in who && grounds.owners.has(who.person)) {
    return [['person', '自分の通行は入力できません。ほかの人に依頼してください。']];
  }
  if ('person' in who && grounds.notExpected.has(who.person) && isArrival(line, grounds)) {
    return [
      ['person', 'この訪問者の来庁は、この日にはありません。氏名・所属・用務・訪問相手で示してください。'],
    ];
  }
  const missing = 'name' in who && isArrival(line, grounds) ? missingOf(line) : [];
  return [...missing, ...faultsOfPass(line, who, grounds)];
}

/** Whoever was not expected becomes a visit, of which the clause asks for this much (2.3.1.1(3)(a)(ア)(イ)). */
function missingOf({ purpose, host }: PaperLine): readonly Fault[] {
  return [
    ...(purpose === undefined ? [['purpose', '予定のない訪問者には用務が必要です。'] as const] : []),
    ...(host === undefined ? [['host', '予定のない訪問者には訪問相手が必要です。'] as const] : []),
  ];
}

function faultsOfPass(
  { pass, leftAt }: PaperLine,
  who: WhoOfLine,
  { holders, now }: PaperGrounds,
): readonly Fault[] {
  const held = pass === undefined ? undefined : holders.get(pass);
  if (held === undefined || ('person' in who && who.person === held.holder)) return [];
  return held.since === null || held.since < (leftAt ?? now)
    ? [['pass', 'この通行証は、その時にはほかの人に貸し出しています。番号を確かめてください。']]
    : [];
}
