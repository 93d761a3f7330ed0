import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import type { Ground } from '../../../src/access/decide/decision.ts';
import { notes } from '../../../src/access/decide/notes.ts';
import { reasons } from '../../../src/access/decide/reasons.ts';
import type { Effect } from '../../../src/log/entry/effects.ts';
import { oracle } from '../../oracle/decide-passage.ts';
import { type FactsOverrides, facts } from '../../support/facts.ts';
import { passageCases } from '../../support/passage-case.ts';

function written({ code, row }: Ground & { readonly code: string }): string {
  return row === undefined ? code : `${code}@${row}`;
}

function shown(effect: Effect): string {
  if (effect.type === 'presence') return `presence:${effect.certainty}:${effect.zone}`;
  if (effect.type === 'wait') return `wait:${effect.why}`;
  if (effect.type === 'custody') return `custody:${effect.ward}:${effect.escort}:${effect.mode}`;
  if (effect.type === 'custody-broken' || effect.type === 'custody-over')
    return `${effect.type}:${effect.ward}`;
  if (effect.type !== 'alarm') return effect.type;
  return effect.active ? `alarm:${effect.kind}` : `alarm-over:${effect.kind}`;
}

describe('the legal cases', () => {
  it.each(passageCases().map((one) => [`${one.description} — ${one.clause}`, one] as const))(
    '%s',
    (_, one) => {
      const given = facts(one.facts);
      const { verdict, direction, reasons, notes, effects } = decidePassage(given);
      const wanted = { reasons: one.want.reasons.toSorted(), notes: one.want.notes.toSorted() };
      expect({
        verdict,
        direction,
        reasons: reasons.map(written).sort(),
        notes: notes.map(written).sort(),
        effects: effects.map(shown),
      }).toEqual({ ...one.want, ...wanted });
      expect(oracle(given)).toEqual({ verdict: one.want.verdict, ...wanted });
    },
  );

  it('are told with what closes everything first, whatever the hour', () => {
    const late = { permissions: [{ withinSchedule: false }] };
    const told = (over: FactsOverrides) =>
      decidePassage(facts({ person: late, ...over })).reasons.map(({ code }) => code);
    expect(told({ site: { lockdown: true } })).toEqual(['lockdown', 'outside-schedule']);
    expect(told({ door: { outOfService: true } })).toEqual(['door-out-of-service', 'outside-schedule']);
    expect(told({ card: { state: 'stolen' }, site: { lockdown: true } })).toEqual([
      'lockdown',
      'card-stolen',
      'outside-schedule',
    ]);
    const contractor = { ...late, kind: 'card-lent', contractEnded: true } as const;
    expect(told({ person: contractor })).toEqual(['contract-ended', 'outside-schedule']);
  });

  const codesOf = (written: readonly string[]) => written.map((one) => one.split('@')[0] ?? '');

  it('know every reason that a rule can find', () => {
    const found = new Set(passageCases().flatMap(({ want }) => codesOf(want.reasons)));
    expect([...found].toSorted()).toEqual(Object.keys(reasons).toSorted());
  });

  it('know every note that is no reason', () => {
    const found = new Set(passageCases().flatMap(({ want }) => codesOf(want.notes)));
    expect(Object.keys(notes).filter((code) => !found.has(code))).toEqual([]);
  });
});
