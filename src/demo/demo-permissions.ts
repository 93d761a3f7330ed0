import { newId } from '../kernel/ids.ts';
import type { Approval } from '../people/permissions/application.ts';
import type { PublishedPermission } from '../people/permissions/judge-published-permission.ts';
import type { RosterLine } from '../people/persons/judge-roster.ts';
import type { DemoPeople } from './demo-people.ts';
import { demoOfficers } from './demo-roles.ts';

const everybody = ['lobby', 'meeting-1f', 'corridor-2f', 'corridor-3f'];

type Term = { readonly zones: readonly string[]; readonly schedule: string; readonly purpose: string };

const terms = {
  general: {
    zones: ['office-general', 'meeting-2f', 'mail-room'],
    schedule: 'office-hours',
    purpose: '総務の執務',
  },
  policy: { zones: ['office-policy', 'meeting-2f'], schedule: 'office-hours', purpose: '政策の執務' },
  systems: { zones: ['office-systems'], schedule: 'always', purpose: '情報システムの運用' },
  guards: { zones: ['guard-room', 'mail-room'], schedule: 'always', purpose: '庁舎の警備' },
  cleaners: { zones: ['office-general', 'office-policy'], schedule: 'cleaning', purpose: '庁舎の清掃' },
} as const satisfies Record<keyof DemoPeople, Term>;

/** The few who work in class 3: one permission more, agreed to by two officers. */
const class3 = { serverRoom: 12, archive: 6 } as const;

/** A standing permission for everyone, approved by the officers of every zone it names, never by its holder (I8). */
export function demoPermissions(people: DemoPeople, from: Date, until: Date): readonly PublishedPermission[] {
  const officers = demoOfficers(people);
  const period = { validFrom: from, validUntil: until };
  const host = people.general[6];
  const clerk = people.general[8];
  if (host === undefined || clerk === undefined) throw new Error('the demo office has too few people');

  function approvals(zones: readonly string[], personId: string): readonly Approval[] {
    return zones.flatMap((zone) => {
      const able = (officers[zone] ?? []).filter((id) => id !== personId && id !== host?.personId);
      const needed = zone === 'server-room' || zone === 'archive' ? 2 : 1;
      return able
        .slice(0, needed)
        .map((by): Approval => ({ zone, by, as: 'zone-officer', at: from.toISOString() }));
    });
  }

  function permission(person: RosterLine, { zones, schedule, purpose }: Term): PublishedPermission {
    const outsider =
      person.kind === 'staff'
        ? null
        : {
            host: host?.personId ?? '',
            identity: { by: clerk?.personId ?? '', how: '運転免許証の提示', at: from.toISOString() },
            review: { by: host?.personId ?? '', content: '契約書と従事者名簿を照合', at: from.toISOString() },
            contract: person.contractId,
          };
    return {
      permissionId: newId<'permission'>(),
      personId: person.personId,
      applicantId: outsider?.host ?? person.personId,
      zoneIds: zones,
      scheduleId: schedule,
      ...period,
      purpose,
      duringLockdown: false,
      outsider,
      approvals: approvals(zones, person.personId),
    };
  }

  const of = (group: keyof DemoPeople) =>
    people[group].map((person) => {
      const term = terms[group];
      return permission(person, { ...term, zones: [...everybody, ...term.zones] });
    });
  const extra = (some: readonly RosterLine[], zone: string, purpose: string) =>
    some.map((person) => permission(person, { zones: [zone], schedule: 'always', purpose }));

  return [
    ...of('general'),
    ...of('policy'),
    ...of('systems'),
    ...of('guards'),
    ...of('cleaners'),
    ...extra(people.systems.slice(3, 3 + class3.serverRoom), 'server-room', 'サーバの保守'),
    ...extra(people.general.slice(4, 4 + class3.archive), 'archive', '記録の保管'),
    // Only while somebody attends them: a work is planned there.
    ...extra(people.cleaners.slice(0, 2), 'archive', '記録保管室の清掃'),
  ];
}
