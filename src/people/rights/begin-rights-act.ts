import { ministryLogId } from '../../kernel/ids.ts';
import type { ActTx, MinistryDraft } from '../../log/writing/perform-act.ts';
import { breakCustody } from './break-custody.ts';
import { findTouchedSites } from './find-touched-sites.ts';
import {
  loadPermissionsToReview,
  type PermissionUnderReview,
  type ReviewScope,
  saveReview,
} from './permission-under-review.ts';
import type { Withdrawal } from './withdrawal.ts';

/** An act on persons' rights that holds the ministry's head and those of all sites it touches. */
export type RightsAct = {
  /**
   * Records the act in the ministry's log and, by reference, in every touched site; puts permissions under review. Whoever is `stopped`
   * by it escorts nobody any more.
   */
  readonly record: (draft: MinistryDraft, stopped?: readonly string[]) => Promise<number>;
};

/** What such an act concerns beside the persons' own rights. */
type Beside = {
  /** Sites that it touches by something else than the persons. */
  readonly alsoAt?: readonly string[];
  /** What a stop takes back at the sites. */
  readonly withdrawal?: Withdrawal | undefined;
};

/**
 * Takes the heads an act on these persons' rights needs. The caller has locked the persons' rows, first of all:
 * no site can be added meanwhile, and whoever decided with the old facts has committed when this returns (I5).
 */
export async function beginRightsAct(
  tx: ActTx,
  personIds: readonly string[],
  reviewOf: (personId: string) => ReviewScope,
  { alsoAt = [], withdrawal }: Beside = {},
): Promise<RightsAct> {
  const reviews = () =>
    Promise.all(personIds.map((personId) => loadPermissionsToReview(tx, personId, reviewOf(personId))));
  const before = (await reviews()).flat().map(({ permission }) => permission.siteId);
  const reviewed = (withdrawal?.reviews ?? []).map(({ site }) => site);
  const touched = await findTouchedSites(tx, personIds);
  const sites = [...new Set([...touched, ...before, ...alsoAt, ...reviewed])].sort();
  await tx.takeHeads([ministryLogId, ...sites]);

  return {
    async record(draft, stopped = []) {
      // Read again: a permission of somebody else that names the person as host may have ended before the heads were held.
      const toReview = strongest((await reviews()).flat());
      const seqOf = new Map(sites.map((siteId) => [siteId, tx.nextSeq(siteId)]));
      const listed = toReview.map(({ permission, review }) => ({
        permission: permission.permissionId,
        review,
      }));
      const withdrawn = withdrawal?.reviews ?? [];
      const details = {
        ...draft.details,
        ...(listed.length === 0 ? {} : { underReview: listed }),
        ...(withdrawn.length === 0 ? {} : { reviewsWithdrawn: withdrawn }),
      };
      const said = Object.keys(details).length > 0;
      const effectsAt = await breakCustody(tx, sites, stopped, tx.now);
      const seq = tx.recordMinistry(said ? { ...draft, details } : draft, sites, effectsAt);
      const seqAt = (siteId: string): number => {
        const siteSeq = seqOf.get(siteId);
        if (siteSeq === undefined) throw new Error(`the head of ${siteId} is not held`);
        return siteSeq;
      };
      for (const one of toReview) await saveReview(tx, one, seqAt(one.permission.siteId));
      await withdrawal?.save(tx, seqAt);
      return seq;
    },
  };
}

/** Each permission once: where its person and its host are both concerned, as it has to be decided again. */
function strongest(found: readonly PermissionUnderReview[]): readonly PermissionUnderReview[] {
  const byId = new Map<string, PermissionUnderReview>();
  for (const one of found) {
    const { permissionId } = one.permission;
    if (!byId.has(permissionId) || one.review === 'reopen') byId.set(permissionId, one);
  }
  return [...byId.values()];
}
