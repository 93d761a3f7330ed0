import { ministryLogId } from '../../kernel/ids.ts';
import type { ActTx, MinistryDraft } from '../../log/perform-act.ts';
import { breakCustody } from './break-custody.ts';
import { findTouchedSites } from './find-touched-sites.ts';
import { loadPermissionsToReview, type ReviewScope, saveReview } from './permission-under-review.ts';

/** An act on persons' rights that holds the ministry's head and those of all sites it touches. */
export type RightsAct = {
  /**
   * Records the act in the ministry's log and, by reference, in every touched site; puts permissions under review. Whoever is `stopped`
   * by it escorts nobody any more.
   */
  readonly record: (draft: MinistryDraft, stopped?: readonly string[]) => Promise<number>;
};

/**
 * Takes the heads an act on these persons' rights needs. The caller has locked the persons' rows, first of all:
 * no site can be added meanwhile, and whoever decided with the old facts has committed when this returns (I5).
 * `alsoAt`: sites that the act touches by something else than the persons.
 */
export async function beginRightsAct(
  tx: ActTx,
  personIds: readonly string[],
  reviewOf: (personId: string) => ReviewScope,
  ...alsoAt: readonly string[]
): Promise<RightsAct> {
  const reviews = () =>
    Promise.all(personIds.map((personId) => loadPermissionsToReview(tx, personId, reviewOf(personId))));
  const before = (await reviews()).flat().map(({ permission }) => permission.siteId);
  const sites = [...new Set([...(await findTouchedSites(tx, personIds)), ...before, ...alsoAt])].sort();
  await tx.takeHeads([ministryLogId, ...sites]);

  return {
    async record(draft, stopped = []) {
      // Read again: a permission of somebody else that names the person as host may have ended before the heads were held.
      const toReview = (await reviews()).flat();
      const seqOf = new Map(sites.map((siteId) => [siteId, tx.nextSeq(siteId)]));
      const listed = toReview.map(({ permission, review }) => ({
        permission: permission.permissionId,
        review,
      }));
      const details = listed.length === 0 ? draft.details : { ...draft.details, underReview: listed };
      const effectsAt = await breakCustody(tx, sites, stopped, tx.now);
      const seq = tx.recordMinistry(details === undefined ? draft : { ...draft, details }, sites, effectsAt);
      for (const one of toReview) {
        const siteSeq = seqOf.get(one.permission.siteId);
        if (siteSeq === undefined) throw new Error(`the head of ${one.permission.siteId} is not held`);
        await saveReview(tx, one, siteSeq);
      }
      return seq;
    },
  };
}
