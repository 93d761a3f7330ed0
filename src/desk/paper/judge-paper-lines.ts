import type { FieldError } from '../../kernel/problem.ts';
import type { DoorDirection } from '../../zones/plan/site-plan.ts';

/** One line of a sheet: when somebody came and left, by which door into which zone, and who it was. */
export type PaperLine = {
  readonly sheet: number;
  readonly line: number;
  readonly enteredAt: Date;
  /** undefined = still inside when it was written. */
  readonly leftAt: Date | undefined;
  readonly door: string;
  readonly zone: string;
  /** A person or a member of a visit. */
  readonly person: string | undefined;
  /** As written, where nobody knows the person otherwise. */
  readonly name: string | undefined;
  readonly affiliation: string | undefined;
  /** The numeral of the pass; alone it stands for whoever has it. */
  readonly pass: string | undefined;
};

/** What lines are judged by, gathered beforehand. */
export type PaperGrounds = {
  readonly now: Date;
  readonly doors: ReadonlyMap<string, { readonly directions: readonly DoorDirection[] }>;
  /** Persons and members that there are. */
  readonly known: ReadonlySet<string>;
  /** Who has a pass, by its numeral. */
  readonly holders: ReadonlyMap<string, string>;
  /** Lines of this day that are entered already, as `{sheet}.{line}`. */
  readonly logged: ReadonlySet<string>;
  /** Whoever enters them: nobody enters themselves (I8). */
  readonly owners: ReadonlySet<string>;
};

export function lineKey({ sheet, line }: Pick<PaperLine, 'sheet' | 'line'>): string {
  return `${sheet}.${line}`;
}

/** The person a line is of, as far as anybody knows. */
export function personOf({ person, pass, name }: PaperLine, { holders }: PaperGrounds): string | undefined {
  if (person !== undefined || name !== undefined) return person;
  return pass === undefined ? undefined : holders.get(pass);
}

/** Everything that is wrong with some lines, each by its place in the request. Where there is anything, nothing is stored. */
export function judgePaperLines(lines: readonly PaperLine[], grounds: PaperGrounds): readonly FieldError[] {
  const firstAt = new Map<string, number>();
  return lines.flatMap((line, index) => {
    const first = firstAt.get(lineKey(line));
    if (first === undefined) firstAt.set(lineKey(line), index);
    const twice = first === undefined ? [] : [['line', `${first + 1}件目と同じ用紙・行です。`] as const];
    return [...twice, ...faultsOf(line, grounds)].map(([field, message]) => ({
      at: `body/lines/${index}/${field}`,
      message,
    }));
  });
}

type Fault = readonly [field: string, message: string];

function faultsOf(line: PaperLine, grounds: PaperGrounds): readonly Fault[] {
  const { enteredAt, leftAt } = line;
  const faults: Fault[] = [];
  if (grounds.logged.has(lineKey(line))) faults.push(['line', 'この用紙のこの行は入力済みです。']);
  if (enteredAt > grounds.now) faults.push(['enteredAt', 'まだ来ていない時刻です。']);
  if (leftAt !== undefined && leftAt > grounds.now) faults.push(['leftAt', 'まだ来ていない時刻です。']);
  if (leftAt !== undefined && leftAt < enteredAt) faults.push(['leftAt', '入った時刻より前です。']);
  return [...faults, ...faultsOfPlace(line, grounds), ...faultsOfPerson(line, grounds)];
}

function faultsOfPlace({ door, zone }: PaperLine, { doors }: PaperGrounds): readonly Fault[] {
  const planned = doors.get(door);
  if (planned === undefined) return [['door', 'この扉は図面にありません。']];
  const leadsThere = planned.directions.some(({ to }) => to === zone);
  return leadsThere ? [] : [['zone', 'この扉からこの区域へは入れません。']];
}

function faultsOfPerson(line: PaperLine, grounds: PaperGrounds): readonly Fault[] {
  const { person, name, affiliation, pass } = line;
  if (person !== undefined && name !== undefined) {
    return [['name', '人（person）か氏名（name）のどちらかにしてください。']];
  }
  if (name !== undefined && affiliation === undefined) {
    return [['affiliation', '所属が必要です。個人のときは「個人」とします。']];
  }
  if (person === undefined && name === undefined && pass === undefined) {
    return [['person', '人（person）、氏名（name）、通行証（pass）のどれかが必要です。']];
  }
  const found = personOf(line, grounds);
  if (name === undefined && found === undefined) {
    return [['pass', 'この通行証はだれにも貸し出していません。人か氏名も書いてください。']];
  }
  if (person !== undefined && !grounds.known.has(person)) return [['person', 'この人は登録されていません。']];
  if (found !== undefined && grounds.owners.has(found)) {
    return [['person', '自分の通行は入力できません。ほかの人に依頼してください。']];
  }
  return [];
}
