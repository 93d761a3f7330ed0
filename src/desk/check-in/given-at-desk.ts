import type { IdentityMeans } from '../../visitors/registry/identity-check.ts';

/** In place of a pass (row 36). */
export const insteadOfPass = ['ribbon', 'badge', 'escort'] as const;

/** By which means a member was identified, and through whom: who vouches, the adult, the head of the delegation. Never a document's number. */
export type IdentityGiven = {
  readonly means: IdentityMeans;
  readonly through?: string;
  /** The number of the invitation (案内状) that they showed. */
  readonly invitation?: string;
};

/** What was done for one member at the desk; what was recorded of them before counts as well. */
export type GivenAtDesk = {
  readonly member: string;
  readonly identity?: IdentityGiven;
  /** Their things were looked through; words where something was found. */
  readonly inspection?: { readonly words?: string };
  /** The numeral of the pass handed over. */
  readonly pass?: string;
  readonly instead?: { readonly sort: (typeof insteadOfPass)[number]; readonly escort?: string };
};
