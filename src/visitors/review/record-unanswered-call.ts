import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { loadVisitorSettings } from '../../zones/plan/load-visitor-settings.ts';
import { armSecondContact } from '../registry/arm-second-contact.ts';
import { beginReviewAct, type DestinationNamed } from './begin-review-act.ts';
import { callAgain } from './call-again.ts';
import { loadContacts } from './load-contacts.ts';
import { refuseOtherDesk } from './refuse-other-desk.ts';
import { unansweredCalls } from './tables.ts';

/** Writes down that a host, or a deputy, did not answer: no admission follows from it, only when to call again and whom; the entry says so. */
export function recordUnansweredCall(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  named: DestinationNamed,
  { called, extension }: { readonly called: string; readonly extension: string },
): Promise<Result<object, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginReviewAct(tx, siteId, { ...named, by: [] });
    if (!begun.ok) return begun;
    const wrongDesk = await refuseOtherDesk(tx, context.principal, siteId, begun.value);
    if (wrongDesk !== undefined) return refuse(wrongDesk);
    const { destination, deputies } = begun.value;
    if (called !== destination.hostId && !deputies.has(called)) return refuse(notToBeCalled);
    const callId = newId<'call'>();
    const { secondContactMinutes } = await loadVisitorSettings(tx.db, siteId);
    const contacts = await loadContacts(tx.db, siteId, [destination.hostId], tx.now);
    const who = contacts.get(destination.hostId);
    const next = who && callAgain([{ called, at: tx.now }], who, secondContactMinutes);
    tx.record(siteId, {
      kind: 'visit-call-unanswered',
      subject: { visit: named.visitId, destination: named.destinationId, person: called },
      details: { call: callId, ...(next && { next: { call: next.call, at: next.at.toISOString() } }) },
      personal: { recordClass: 'visit', data: { extension } },
    });
    const calledBy = context.principal.actor.id;
    const { destinationId } = named;
    await tx.db
      .insert(unansweredCalls)
      .values({ siteId, callId, destinationId, calledId: called, extension, at: tx.now, calledBy });
    if (next !== undefined) await armSecondContact(tx, siteId, named, next.at);
    return ok({});
  });
}

const notToBeCalled: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/called', message: 'この訪問先の訪問相手でも、今の代理でもありません' }],
};
