import type { Effect } from '../../../../log/entry/effects.ts';
import { personsIn, type Subject } from '../../../../log/entry/subject.ts';
import type { PlacedEntry } from '../../../../log/writing/place-entry.ts';
import type { CustodyTold } from '../../batch-facts.ts';

/** A passage that was granted to somebody and led nobody through. */
export type UndonePassage = { readonly person: string; readonly door: string; readonly to: string };

/** Custody of a ward that is whole because of a passage. */
export type Mended = {
  /** When it was stated so. */
  readonly at: Date;
  /** Since when the ward had been apart; undefined = they were not, but for that very passage. */
  readonly apartSince: Date | undefined;
  /** The guard had been told of it. */
  readonly wasTold: boolean;
};

/** What a passage had mended of the custody of a ward; undefined = it is whole without it. */
export type MendedOn = (ward: string) => Mended | undefined;

/**
 * What is whole of custody by a passage that led nobody through: what was last told of the ward was told by the reads at that door,
 * that way, of ward and escort. Whom that passage itself had parted were together before it.
 */
export function mendedOn(
  recorded: readonly CustodyTold[],
  placed: readonly PlacedEntry[],
  { person, door, to }: UndonePassage,
): MendedOn {
  const told = [...recorded, ...placed.map(toldBy)];
  return (ward) => {
    const ofWard = told.filter(({ effects }) => effects.some((effect) => isOf(effect, ward)));
    const byReads = ofWard.slice(ofWard.findLastIndex(({ subject }) => !isOfWay(subject, door, to)) + 1);
    const parted = byReads.findLastIndex(
      ({ subject, effects }) => personsIn(subject).includes(person) && effects.some(parts(ward)),
    );
    return byReads.slice(parted + 1).flatMap((one) => mendedBy(one, ward, parted === -1))[0];
  };
}

function mendedBy({ at, effects }: CustodyTold, ward: string, wasBefore: boolean): readonly Mended[] {
  return effects.flatMap((effect): readonly Mended[] => {
    if (effect.type !== 'custody' || effect.ward !== ward) return [];
    const { apartSince } = effect;
    if (apartSince === undefined || !wasBefore) return [{ at, apartSince: undefined, wasTold: false }];
    return [{ at, apartSince: new Date(apartSince), wasTold: effects.some(tellsOver(ward)) }];
  });
}

function toldBy({ entry: { seq, subject, effects }, head }: PlacedEntry): CustodyTold {
  return { seq, at: head.recordedAt, subject, effects };
}

function isOf(effect: Effect, ward: string): boolean {
  return 'ward' in effect && effect.ward === ward;
}

function isOfWay(subject: Subject, door: string, to: string): boolean {
  return subject.door === door && subject.to === to;
}

const parts = (ward: string) => (effect: Effect) => effect.type === 'custody-broken' && effect.ward === ward;

const tellsOver = (ward: string) => (effect: Effect) =>
  effect.type === 'alarm' && effect.kind === 'visitor-abandoned' && effect.person === ward && !effect.active;
