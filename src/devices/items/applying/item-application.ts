import type { FieldError, Refusal } from '../../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { PermitDraft } from '../../../permits/applying/permit-draft.ts';
import type { Conditioned, PurposeCoded, ZonedRequest } from '../../../permits/applying/permit-request.ts';
import type { Application } from '../../../permits/applying/weigh-application.ts';
import type { WhoIs } from '../../../visitors/names/load-who-is.ts';
import { findItems } from '../registry/item-rows.ts';
import type { ItemTerms } from './item-terms.ts';
import { judgeItemTerms } from './judge-item-terms.ts';
import { waysOf } from './ways-of.ts';

/** What somebody applies for: who carries which items, where, when, what for, and which way. */
export type ItemRequest = ZonedRequest<ItemTerms> & PurposeCoded & Conditioned;

/**
 * 情報システムに関連する物品の持込み・持ち出しの申請 (2.3.1.1(7)(a)(ア), 別表2 row 5). `units`: where those who carry are now, which
 * a standing pass rests on.
 */
export function itemApplication(
  siteId: string,
  request: ItemRequest,
  units: ReadonlyMap<string, string>,
): Application {
  return {
    concernedIds: request.persons,
    draftFor: (known) => draftFor(request, units, known),
    findFaults: async ({ db }) => {
      const { items } = request.terms;
      const found = await findItems(db, siteId, items);
      return items.flatMap((id, index): readonly FieldError[] => {
        const state = found.get(id)?.state;
        if (state === 'gone') return [{ at: `/terms/items/${index}`, message: 'この物品はもう戻りません' }];
        return state === undefined
          ? [{ at: `/terms/items/${index}`, message: 'この物品は登録されていません' }]
          : [];
      });
    },
  };
}

function draftFor(
  { persons, zones, from, until, purpose, purposeCode, conditions, terms }: ItemRequest,
  units: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, WhoIs>,
): Result<PermitDraft, Refusal> {
  const errors = judgeItemTerms(terms);
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const [kind, ...others] = new Set(persons.flatMap((id) => known.get(id)?.kind ?? []));
  const holders = persons.map((person) => ({ person, unit: units.get(person) ?? null }));
  return ok({
    kind: 'system-item',
    asked: waysOf(terms).map((part) => ({ row: 't2r5', part })),
    zoneIds: zones,
    concernedIds: persons,
    applied: { person: others.length > 0 ? undefined : kind, purpose: purposeCode, conditions },
    purpose,
    terms: terms.form === 'standing' ? { ...terms, holders } : terms,
    validFrom: from,
    validUntil: until,
  });
}
