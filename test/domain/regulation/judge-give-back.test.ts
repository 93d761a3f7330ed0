import { describe, expect, it } from 'vitest';
import type { DeterminationRow } from '../../../src/zones/determinations/determination-row.ts';
import { judgeGiveBack, type Taken } from '../../../src/zones/determinations/judge-give-back.ts';

const day = (number: number): Date => new Date(Date.UTC(2026, 3, number));

/** A determination of one cell from a day on, until another or without end, known since an entry. */
function row(id: string, from: number, until: number | null, fromSeq: number): DeterminationRow {
  return {
    determinationId: id,
    fromSeq,
    untilSeq: null,
    organisationId: 'o',
    policy: 'p',
    state: 'adopted',
    row: 't1r35',
    class: 1,
    value: 'not-required',
    clauses: null,
    words: '',
    basis: '',
    heldBy: null,
    proposedBy: null,
    decidedBy: 'd',
    effectiveFrom: day(from),
    effectiveUntil: until === null ? null : day(until),
  };
}

/** A determination from day 20 on was adopted with entry 5. */
const adoptedSeq = 5;
const ending = row('b', 20, null, adoptedSeq);

const cases: readonly {
  readonly name: string;
  readonly former: readonly DeterminationRow[];
  readonly standing: readonly DeterminationRow[];
  readonly end: number;
  readonly restores: readonly (readonly [string, number | null])[];
  readonly lost?: readonly string[];
}[] = [
  {
    name: 'ended before it began gives back what it shortened',
    former: [row('a', 1, null, 1)],
    standing: [row('a', 1, 20, 5)],
    end: 10,
    restores: [['a', null]],
  },
  {
    name: 'ended at its own first moment was never in force either',
    former: [row('a', 1, 30, 1)],
    standing: [row('a', 1, 20, 5)],
    end: 20,
    restores: [['a', 30]],
  },
  {
    name: 'gives back what was to begin at the same moment and was gone',
    former: [row('a', 20, null, 1)],
    standing: [],
    end: 10,
    restores: [['a', null]],
  },
  {
    name: 'gives back no more than up to what was adopted since to begin later',
    former: [row('a', 1, null, 1)],
    standing: [row('a', 1, 20, 5), row('c', 40, null, 7)],
    end: 10,
    restores: [['a', 40]],
  },
  {
    name: 'gives nothing back over what was adopted since for its own first moment',
    former: [row('a', 1, null, 1)],
    standing: [row('a', 1, 20, 5), row('c', 20, 30, 7)],
    end: 10,
    restores: [],
    lost: ['a'],
  },
  {
    name: 'gives nothing back of what was ended or shortened by others since',
    former: [row('a', 1, null, 1)],
    standing: [row('a', 1, 15, 6)],
    end: 10,
    restores: [],
    lost: ['a'],
  },
  {
    name: 'that has begun gives nothing back, and says what it had replaced',
    former: [row('a', 1, null, 1)],
    standing: [row('a', 1, 20, 5)],
    end: 21,
    restores: [],
    lost: ['a'],
  },
  {
    name: 'costs nothing where what it had replaced would be over by then',
    former: [row('a', 1, 21, 1)],
    standing: [row('a', 1, 20, 5)],
    end: 21,
    restores: [],
  },
];

describe('a determination that ends', () => {
  it.each(cases)('$name', ({ former, standing, end, restores, lost = [] }) => {
    const taken: Taken = { former, standing, adoptedSeq };
    const found = judgeGiveBack(ending, day(end), taken);
    expect(found.restored.map((one) => [one.determinationId, one.effectiveUntil])).toEqual(
      restores.map(([id, until]) => [id, until === null ? null : day(until)]),
    );
    expect(found.lost.map((one) => one.determinationId)).toEqual(lost);
    const ids = restores.map(([id]) => id);
    expect(found.ended).toEqual(ids.filter((id) => standing.some((one) => one.determinationId === id)));
  });
});
