import { createHash } from 'node:crypto';
import type { Database } from '../../db/pool.ts';
import type { ProposalRow } from '../../dual-control/proposal-rows.ts';
import { canonicalJson } from '../../log/entry/canonical-json.ts';
import { loadNumberedStaff } from '../../people/registry/load-numbered-staff.ts';
import { compareRoster, type RosterDifference, type RosterLine } from './compare-roster.ts';
import { loadLoginIdsConcerned, loadRolesConcerned, type RoleConcerned } from './role-concerned.ts';

/** A roster as it was sent: who is on it from when on, which units it covers, and which roles of who moves stay. */
export type RosterTransfer = {
  readonly persons: readonly RosterLine[];
  /** Absent: all. */
  readonly organisations?: readonly string[];
  /** 発令日 */
  readonly effectiveOn: string;
  readonly keepRoles: readonly string[];
  readonly reason: string;
};

/** Everything that a roster would change, and what ends by it. */
export type WeighedTransfer = {
  readonly difference: RosterDifference;
  readonly rolesEnd: readonly RoleConcerned[];
  readonly rolesStay: readonly RoleConcerned[];
  readonly loginIdsEnd: readonly string[];
};

/** The same in figures and ids, which both persons see; no name is in it. */
export type TransferSummary = {
  readonly effectiveOn: string;
  readonly joins: number;
  readonly moves: number;
  readonly changes: number;
  readonly leaves: number;
  readonly same: number;
  readonly rolesEnd: number;
  readonly loginIdsEnd: number;
  readonly digest: string;
};

/** Compares a roster with the register as it is now: who moves loses their roles but those that are kept, who leaves all of them and their login id. */
export async function weighTransfer(db: Database, transfer: RosterTransfer): Promise<WeighedTransfer> {
  const { persons, organisations, keepRoles } = transfer;
  const covers = organisations === undefined ? undefined : new Set(organisations);
  const difference = compareRoster(persons, await loadNumberedStaff(db), covers);
  const leaving = difference.leaves.map(({ personId }) => personId);
  const moving = difference.changes.filter(({ isMoved }) => isMoved).map(({ before }) => before.personId);
  const roles = await loadRolesConcerned(db, [...leaving, ...moving]);
  const [left, kept] = [new Set(leaving), new Set(keepRoles)];
  const stays = ({ id, holder }: RoleConcerned) => kept.has(id) && !left.has(holder);
  return {
    difference,
    rolesEnd: roles.filter((role) => !stays(role)),
    rolesStay: roles.filter(stays),
    loginIdsEnd: await loadLoginIdsConcerned(db, leaving),
  };
}

export function summaryOf(
  { effectiveOn }: RosterTransfer,
  { difference, rolesEnd, loginIdsEnd }: WeighedTransfer,
): TransferSummary {
  const { joins, changes, leaves, same } = difference;
  const listed = {
    joins,
    changes: changes.map(({ before, after }) => ({ before, after })),
    leaves: leaves.map(({ personId }) => personId),
    rolesEnd: rolesEnd.map(({ id }) => id),
    loginIdsEnd,
  };
  return {
    effectiveOn,
    joins: joins.length,
    moves: changes.filter(({ isMoved }) => isMoved).length,
    changes: changes.length,
    leaves: leaves.length,
    same,
    rolesEnd: rolesEnd.length,
    loginIdsEnd: loginIdsEnd.length,
    digest: createHash('sha256').update(canonicalJson(listed)).digest('hex'),
  };
}

/** What a proposal is about; undefined once it is closed. It was written by `proposeTransfer`. */
export function parseProposedTransfer({ draft }: ProposalRow): RosterTransfer | undefined {
  return draft === null ? undefined : (draft as RosterTransfer);
}

export function parseTransferSummary({ weighed }: ProposalRow): TransferSummary {
  return weighed as TransferSummary;
}
