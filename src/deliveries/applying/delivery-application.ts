import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { PermitDraft } from '../../permits/applying/permit-draft.ts';
import type { Conditioned, PurposeCoded, ZonedRequest } from '../../permits/applying/permit-request.ts';
import type { Application } from '../../permits/applying/weigh-application.ts';
import type { WhoIs } from '../../visitors/names/load-who-is.ts';
import { deliveredThings } from '../rule/delivered-things.ts';
import type { DeliveryTerms } from './delivery-terms.ts';

/** What somebody applies for: which firm hands over what; persons = the carriers who come into a class, none = whoever the firm sends. */
export type DeliveryRequest = ZonedRequest<DeliveryTerms> & PurposeCoded & Conditioned;

/** 受渡しの申請 (2.3.1.1(8)(a)): once, or for a regular supplier. */
export function deliveryApplication(request: DeliveryRequest): Application {
  return { concernedIds: request.persons, draftFor: (known) => draftFor(request, known) };
}

function draftFor(
  { persons, zones, from, until, purpose, purposeCode, conditions, terms }: DeliveryRequest,
  known: ReadonlyMap<string, WhoIs>,
): Result<PermitDraft, Refusal> {
  const errors = persons.flatMap((id, index): readonly FieldError[] => {
    const kind = known.get(id)?.kind;
    return kind === undefined || kind === 'courier'
      ? []
      : [{ at: `/persons/${index}`, message: '受渡業者として登録された人ではありません' }];
  });
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  return ok({
    kind: 'delivery',
    asked: terms.things.map((thing) => ({ row: deliveredThings[thing].row })),
    zoneIds: zones,
    concernedIds: persons,
    applied: { person: 'courier', purpose: purposeCode, conditions },
    purpose,
    terms,
    validFrom: from,
    validUntil: until,
  });
}
