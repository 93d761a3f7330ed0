import type { Reason } from '../decide/decision.ts';
import type { Verdict } from '../decide/verdicts.ts';
import type { JudgedAnew, WhyNotJudged } from './judge-anew.ts';
import type { ReadThen } from './read-then.ts';

/** A passage that would have been decided otherwise. */
export type OtherPassage = {
  readonly seq: number;
  readonly at: Date;
  readonly person: string | null;
  readonly door: string;
  readonly from: string;
  readonly to: string;
  readonly recorded: { readonly verdict: string; readonly reasons: ReadThen['recorded']['reasons'] };
  readonly tried: { readonly verdict: Verdict; readonly reasons: readonly Reason[] };
};

/** Somebody who was let into a zone, and never would have been. */
export type LostAccess = { readonly person: string; readonly zone: string; readonly passages: number };

/** How often a door would have answered otherwise. */
export type DoorTold = { readonly door: string; readonly refused: number; readonly granted: number };

export type TrialReport = {
  readonly passages: number;
  readonly judged: number;
  readonly otherwise: number;
  readonly refused: number;
  readonly granted: number;
  readonly notJudged: Readonly<Partial<Record<WhyNotJudged, number>>>;
  /** The first of them; `otherwise` counts all. */
  readonly items: readonly OtherPassage[];
  readonly losesAccess: readonly LostAccess[];
  readonly doors: readonly DoorTold[];
};

export type Place = { readonly door: string; readonly from: string; readonly to: string };

/** At most this many passages are told one by one. */
export const passagesTold = 500;

/** Adds up what a trial would have done. What it keeps grows with persons and doors, never with passages. */
export function buildTrialReport() {
  const count = { passages: 0, judged: 0, otherwise: 0, refused: 0, granted: 0 };
  const notJudged = new Map<WhyNotJudged, number>();
  const items: OtherPassage[] = [];
  const doors = new Map<string, { refused: number; granted: number }>();
  /** By person and zone: how often they were let in, and how often they still would have been. */
  const access = new Map<string, { person: string; zone: string; before: number; after: number }>();

  function addNotJudged(why: WhyNotJudged): void {
    count.passages += 1;
    notJudged.set(why, (notJudged.get(why) ?? 0) + 1);
  }

  function countAccess({ person, recorded }: ReadThen, zone: string, verdict: Verdict): void {
    if (person === undefined || recorded.verdict !== 'grant') return;
    const key = `${person} ${zone}`;
    const found = access.get(key) ?? { person, zone, before: 0, after: 0 };
    found.before += 1;
    if (verdict === 'grant') found.after += 1;
    access.set(key, found);
  }

  return {
    addNotJudged,
    add(read: ReadThen, place: Place, judged: JudgedAnew): void {
      if (judged.kind === 'not-judged') {
        addNotJudged(judged.why);
        return;
      }
      count.passages += 1;
      count.judged += 1;
      const { verdict, reasons } = judged.decision;
      countAccess(read, place.to, verdict);
      if (verdict === read.recorded.verdict) return;
      count.otherwise += 1;
      const door = doors.get(place.door) ?? { refused: 0, granted: 0 };
      doors.set(place.door, door);
      if (verdict === 'grant') {
        count.granted += 1;
        door.granted += 1;
      }
      if (read.recorded.verdict === 'grant') {
        count.refused += 1;
        door.refused += 1;
      }
      if (items.length < passagesTold) {
        const { seq, at, person = null, recorded } = read;
        const was = { verdict: recorded.verdict, reasons: recorded.reasons };
        items.push({ seq, at, person, ...place, recorded: was, tried: { verdict, reasons } });
      }
    },
    report(): TrialReport {
      return {
        ...count,
        notJudged: Object.fromEntries(notJudged),
        items,
        losesAccess: [...access.values()]
          .filter(({ before, after }) => before > 0 && after === 0)
          .map(({ person, zone, before }) => ({ person, zone, passages: before })),
        doors: [...doors].map(([door, told]) => ({ door, ...told })),
      };
    },
  };
}
