import { groupBy } from '../../kernel/group-by.ts';
import { type ReadPassage, readOf } from './find-reads-of.ts';

/** A line as it was entered. */
export type LoggedLine = {
  readonly sheet: number;
  readonly line: number;
  readonly enteredAt: Date;
  readonly leftAt: Date | null;
  readonly doorId: string;
  readonly zoneId: string;
  readonly outsideId: string;
  readonly personId: string | null;
};

/** What does not go together: a read at the door of which the sheets say nothing, or two lines of one person at one time. */
export type Contradiction =
  | { readonly code: 'read-not-on-paper'; readonly seq: number; readonly at: Date }
  | { readonly code: 'lines-overlap'; readonly sheet: number; readonly line: number };

export type ComparedLine<Line> = Line & {
  /** The entries of readers that tell of the same passages. */
  readonly entered: number | null;
  readonly left: number | null;
  readonly contradictions: readonly Contradiction[];
};

/** Puts the lines of a day beside what readers told, also afterwards. A read is held against the line that is nearest before it. */
export function comparePaper<Line extends LoggedLine>(
  lines: readonly Line[],
  reads: readonly ReadPassage[],
): readonly ComparedLine<Line>[] {
  const byPerson = groupBy(lines, ({ personId }) => personId);
  const joined = new Map(lines.map((line) => [line, joinedOf(line, reads)]));
  const accounted = new Set([...joined.values()].flatMap(({ entered, left }) => [entered, left]));
  return lines.map((line) => {
    const { entered, left } = joined.get(line) ?? { entered: null, left: null };
    const own = line.personId === null ? [] : (byPerson.get(line.personId) ?? []);
    const untold = reads.filter(
      (read) =>
        read.person === line.personId &&
        read.door === line.doorId &&
        !accounted.has(read.seq) &&
        nearestBefore(own, read.at) === line,
    );
    return {
      ...line,
      entered,
      left,
      contradictions: [
        ...untold.map(({ seq, at }): Contradiction => ({ code: 'read-not-on-paper', seq, at })),
        ...own
          .filter((other) => other !== line && overlap(line, other))
          .map(
            (other): Contradiction => ({
              code: 'lines-overlap',
              sheet: other.sheet,
              line: other.line,
            }),
          ),
      ],
    };
  });
}

function joinedOf(line: LoggedLine, reads: readonly ReadPassage[]) {
  const { personId: person, doorId: door, zoneId: zone, outsideId, enteredAt, leftAt } = line;
  if (person === null) return { entered: null, left: null };
  const entered = readOf(reads, { person, door, zone, at: enteredAt });
  const left = leftAt === null ? undefined : readOf(reads, { person, door, zone: outsideId, at: leftAt });
  return { entered: entered?.seq ?? null, left: left?.seq ?? null };
}

function nearestBefore<Line extends LoggedLine>(lines: readonly Line[], at: Date): Line | undefined {
  const inOrder = lines.toSorted((one, other) => one.enteredAt.getTime() - other.enteredAt.getTime());
  return inOrder.findLast(({ enteredAt }) => enteredAt <= at) ?? inOrder[0];
}

function overlap(one: LoggedLine, other: LoggedLine): boolean {
  const endOf = ({ leftAt }: LoggedLine) => leftAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return one.enteredAt.getTime() < endOf(other) && other.enteredAt.getTime() < endOf(one);
}

/** What is not there: numbers left out below the highest, of sheets of the day, and of lines of each sheet. */
export type MissingPaper = {
  readonly sheets: readonly number[];
  readonly lines: readonly { readonly sheet: number; readonly line: number }[];
  /** Sheets that were printed and of which nothing is entered: blank, or still to be entered, or lost. */
  readonly unentered: readonly number[];
};

/** The sheets and lines that nobody has entered, though later ones were, or though they were printed. */
export function missingPaper(
  lines: readonly Pick<LoggedLine, 'sheet' | 'line'>[],
  printed: readonly number[],
): MissingPaper {
  const bySheet = groupBy(lines, ({ sheet }) => sheet);
  return {
    sheets: gapsIn([...bySheet.keys()]),
    lines: [...bySheet]
      .toSorted(([one], [other]) => one - other)
      .flatMap(([sheet, own]) => gapsIn(own.map(({ line }) => line)).map((line) => ({ sheet, line }))),
    unentered: printed.filter((sheet) => !bySheet.has(sheet)),
  };
}

function gapsIn(numbers: readonly number[]): readonly number[] {
  const there = new Set(numbers);
  const highest = Math.max(0, ...numbers);
  return Array.from({ length: highest }, (_, index) => index + 1).filter((one) => !there.has(one));
}
