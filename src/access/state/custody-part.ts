import type { CustodyBrokenEffect, CustodyEffect, CustodyOverEffect } from '../../log/entry/effects.ts';
import type { HotPart } from './hot-part.ts';

export const custodyPart: HotPart<CustodyEffect> = {
  /** Under the same escort it goes on, also where one has followed the other in time; else it begins anew. */
  apply(draft, { ward, escort, mode, basis, door, to }, { seq, at }) {
    const before = draft.custody.get(ward);
    const isWhole = before?.broken === undefined || before.broken.until !== undefined;
    const goesOn = before?.escort === escort && isWhole;
    const begun = goesOn ? { since: before.since, seq: before.seq } : { since: at, seq };
    const together =
      door === undefined || to === undefined ? (goesOn ? before.together : undefined) : { door, to, at };
    draft.custody.set(ward, { escort, mode, basis, ...begun, together, broken: undefined });
  },
  save({ custody }, { ward }) {
    custody.set(ward, undefined);
  },
};

export const custodyBrokenPart: HotPart<CustodyBrokenEffect> = {
  /** The two are apart since they first were, however often it is told. */
  apply(draft, { ward, since, until }, { at }) {
    const before = draft.custody.get(ward);
    if (before === undefined) return;
    const parted = before.broken?.since ?? whenOf(since, at);
    draft.custody.set(ward, { ...before, broken: brokenAt(parted, until) });
  },
  save({ custody }, { ward, since, until }, { at }) {
    if (custody.get(ward) !== 'over') custody.set(ward, brokenAt(whenOf(since, at), until));
  },
};

export const custodyOverPart: HotPart<CustodyOverEffect> = {
  apply(draft, { ward }) {
    draft.custody.delete(ward);
  },
  save({ custody }, { ward }) {
    custody.set(ward, 'over');
  },
};

function whenOf(since: string | undefined, recordedAt: Date): Date {
  return since === undefined ? recordedAt : new Date(since);
}

function brokenAt(since: Date, until: string | undefined) {
  return { since, until: until === undefined ? undefined : new Date(until) };
}
