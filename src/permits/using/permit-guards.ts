import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import type { FindOpenMatters } from './open-matters.ts';

/** Why what a permit allows cannot begin, or end, now by the hand of whoever does it, although its dates would let it; nothing where it can. */
export type StartGuard = (tx: ActTx, permit: PermitRow, by: Principal) => Promise<Refusal | undefined>;

/** Why what a permit allows cannot go on until then, although its dates would let it; nothing where it can. */
type ExtendGuard = (tx: ActTx, permit: PermitRow, until: Date) => Promise<Refusal | undefined>;

/**
 * Takes back what a deputy gave beside the permit at these instants (RFC 3339), because it is not accepted (後閲): what is left of the terms, by
 * the entry `seq`. It may then be given anew.
 */
type TakeBack = (tx: ActTx, permit: PermitRow, given: readonly string[], seq: number) => Promise<object>;

/** What a kind looks at before it is begun, and before it is closed or extended where something hangs on that. */
export type KindGuards = {
  readonly start: StartGuard;
  readonly close?: StartGuard;
  readonly extend?: ExtendGuard;
  /** What may be open of its permits beside their states. */
  readonly open?: FindOpenMatters;
  readonly takeBack?: TakeBack;
};

/** The guards of each kind. The rooms of the kinds bring them. */
export type PermitGuards = Readonly<Record<PermitKind, KindGuards>>;
