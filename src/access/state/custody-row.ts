import type { CustodyBasis, CustodyMode } from '../../log/effects.ts';
import type { Custody } from './site-state.ts';

/** A row of `custody` as JSON: instants are texts. */
export type CustodyRow = {
  readonly ward: string;
  readonly escort: string;
  readonly mode: CustodyMode;
  readonly basis: CustodyBasis;
  readonly since: string;
  readonly seq: number;
  readonly door: string | null;
  readonly to: string | null;
  readonly at: string | null;
  readonly brokenSince: string | null;
  readonly brokenUntil: string | null;
};

/** The columns of a {@link CustodyRow}, of the row of `custody` by this alias. */
export const custodyColumns = (alias: string): string => `
  ${alias}.visitor_id as "ward", ${alias}.escort_id as "escort", ${alias}.mode, ${alias}.basis, ${alias}.since,
  ${alias}.since_seq as "seq", ${alias}.joint_door as "door", ${alias}.joint_to as "to", ${alias}.joint_at as "at",
  ${alias}.broken_since as "brokenSince", ${alias}.broken_until as "brokenUntil"`;

/** The custody that a row tells, by ward. */
export function parseCustody(row: CustodyRow): readonly [ward: string, custody: Custody] {
  const { ward, escort, mode, basis, since, seq, door, to, at, brokenSince, brokenUntil } = row;
  const together = door === null || to === null || at === null ? undefined : { door, to, at: new Date(at) };
  const broken =
    brokenSince === null
      ? undefined
      : { since: new Date(brokenSince), until: brokenUntil === null ? undefined : new Date(brokenUntil) };
  return [ward, { escort, mode, basis, since: new Date(since), seq, together, broken }];
}
