import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadVisitorSettings } from '../../zones/plan/load-visitor-settings.ts';
import { armSecondContact } from '../registry/arm-second-contact.ts';
import { beginReviewAct, type DestinationNamed } from './begin-review-act.ts';
import { callAgain } from './call-again.ts';
import { loadContacts } from './load-contacts.ts';
import { refuseOtherDesk } from './refuse-other-desk.ts';
import { unansweredCalls } from './tables.ts';

/** Writes down that whoever is called about a host did not answer: no admission follows from it, only when to call again and whom; the entry says so. */
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
    const { hostId } = begun.value.destination;
    const { secondContactMinutes } = await loadVisitorSettings(tx.db, siteId);
    const contacts = (await loadContacts(tx.db, siteId, [hostId], tx.now)).get(hostId);
    const next = contacts && callAgain([{ called, at: tx.now }], contacts, secondContactMinutes);
    if (next?.call.includes(called) !== true) return refuse(notToBeCalled);
    const callId = newId<'call'>();
    tx.record(siteId, {
      kind: 'visit-call-unanswered',
      subject: { visit: named.visitId, destination: named.destinationId, person: called },
      details: { call: callId, next: { call: next.call, at: next.at.toISOString() } },
      personal: { recordClass: 'visit', data: { extension } },
    });
    const calledBy = context.principal.actor.id;
    const { destinationId } = named;
    await tx.db
      .insert(unansweredCalls)
      .values({ siteId, callId, destinationId, calledId: called, extension, at: tx.now, calledBy });
    await armSecondContact(tx, siteId, named, next.at);
    return ok({});
  });
}

const notToBeCalled: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/called', message: 'この訪問先の訪問相手でも、今の代理でも、課室の責任者でもありません' }],
};
