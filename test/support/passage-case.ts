import { readdirSync, readFileSync } from 'node:fs';
import type { FactsOverrides } from './facts.ts';

/** One legal case of test/cases/passages: what differs from the ordinary passage of `facts()`, and what is wanted. */
export type PassageCase = {
  readonly description: string;
  readonly clause: string;
  readonly facts: FactsOverrides;
  readonly want: {
    readonly verdict: 'grant' | 'deny' | 'wait';
    readonly direction: 'entering' | 'leaving' | 'moving';
    /** `code` or `code@row`, in any order. */
    readonly reasons: readonly string[];
    readonly notes: readonly string[];
    /**
     * `pending`, `presence:<certainty>:<zone>`, `alarm:<kind>`, `alarm-over:<kind>`, `wait:<why>`, `wait-over`,
     * `custody:<ward>:<escort>:<mode>`, `custody-broken:<ward>`, `custody-over:<ward>`, in order.
     */
    readonly effects: readonly string[];
  };
};

const folder = new URL('../cases/passages/', import.meta.url);

export function passageCases(): readonly PassageCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => parseCases(readFileSync(new URL(name, folder), 'utf8')));
}

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Instants are read as dates. */
function parseCases(text: string): readonly PassageCase[] {
  const read = (key: string, value: unknown): unknown =>
    typeof value === 'string' && key !== 'description' && instant.test(value) ? new Date(value) : value;
  return (JSON.parse(text, read) as readonly PassageCase[]).map(withUnknownPlace);
}

/** `"zone": null` in presence = nobody knows where. */
function withUnknownPlace(one: PassageCase): PassageCase {
  const { presence } = one.facts;
  if (presence === undefined || !('zone' in presence) || presence.zone !== null) return one;
  return { ...one, facts: { ...one.facts, presence: { ...presence, zone: undefined } } };
}
