import { Type } from 'typebox';
import { Instant, instantText, Nullable, Uuid } from '../../api/schemas.ts';
import type { CorrectedSide, CorrectedThing, Correction } from './load-corrections.ts';

const Side = Type.Object(
  {
    member: Nullable(Uuid),
    name: Nullable(Type.String()),
    affiliation: Nullable(Type.String()),
    pass: Nullable(Type.String()),
    checkedOutAt: Nullable(Instant),
    endOrigin: Nullable(Type.String()),
  },
  { title: 'CorrectedSide' },
);

/** Both readings of what was put right, side by side. */
export const CorrectionMade = Type.Object(
  {
    seq: Type.Integer(),
    at: Instant,
    by: Type.String(),
    byName: Nullable(Type.String()),
    what: Type.String(),
    says: Type.String(),
    was: Side,
    now: Side,
    reason: Nullable(Type.String()),
  },
  {
    title: 'CorrectionMade',
    description:
      '訂正。初めの記録 was と、訂正した記録 now を並べる。訂正に関わらないことは null。what が check-out なら、退出を取り消し、まだ庁舎にいる',
  },
);

export const correctionWords = {
  person: '人の取違えの訂正',
  name: '氏名・所属の訂正',
  pass: '通行証の訂正',
  'check-out': '退出の取消し',
} as const satisfies Record<CorrectedThing, string>;

/** A correction as the API shows it; names, and words that may name somebody, to whom they may be told. */
export function correctionBody({ seq, at, by, byName, what, was, now, reason }: Correction, named: boolean) {
  return {
    seq,
    at: instantText(at),
    by,
    byName: named ? byName : null,
    what,
    says: correctionWords[what],
    was: sideBody(was, named),
    now: sideBody(now, named),
    reason: named ? reason : null,
  };
}

function sideBody({ name, affiliation, checkedOutAt, ...side }: CorrectedSide, named: boolean) {
  return {
    ...side,
    name: named ? name : null,
    affiliation: named ? affiliation : null,
    checkedOutAt: checkedOutAt === null ? null : instantText(checkedOutAt),
  };
}
