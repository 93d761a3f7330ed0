import { itemApplication } from '../devices/items/applying/item-application.ts';
import { checkItems } from '../devices/items/checking/check-items.ts';
import { registerItem } from '../devices/items/registry/register-item.ts';
import type { DemoPermitDeps } from './demo-permit-deps.ts';
import { done } from './done.ts';
import type { PeopleOfToday } from './people-of-today.ts';
import { permitted } from './permitted.ts';

/** Two items inside: a server that stands where it was, and the tester of a firm that the guard has looked at and that may leave freely. */
export async function carryItems(
  deps: DemoPermitDeps,
  today: { readonly from: Date; readonly until: Date },
  { guard, operator, officeOfficer, innerOfficer }: PeopleOfToday,
): Promise<void> {
  const { siteId, as } = deps;
  const server = {
    belongs: 'ministry',
    owner: operator,
    item: 'サーバ装置',
    medium: 'built-in',
    grade: { confidentiality: 2, integrity: 2, availability: 2 },
    quantity: 1,
    zone: 'server-room',
  } as const;
  done(await registerItem(deps, await as(innerOfficer), siteId, server));
  const tester = {
    belongs: 'outside',
    owner: operator,
    firm: '見本計測株式会社',
    item: '回線の試験器',
    medium: 'none',
    grade: { confidentiality: 1, integrity: 1, availability: 1 },
    quantity: 1,
  } as const;
  const { id } = done(await registerItem(deps, await as(operator), siteId, tester));
  const zone = 'office-systems';
  const terms = { way: 'in', form: 'once', leaving: 'freely', stays: true } as const;
  const asked = { ...today, persons: [operator], zones: [zone], purpose: '回線の試験' };
  const application = itemApplication(siteId, { ...asked, terms: { ...terms, items: [id] } }, new Map());
  const permit = await permitted(deps, { by: operator, officer: officeOfficer }, application);
  const look = { carrier: operator, to: zone, seen: [{ item: id, count: 1 }], unregistered: [], permit };
  done(await checkItems(deps, await as(guard), siteId, look));
}
