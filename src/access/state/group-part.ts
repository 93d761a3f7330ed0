import type { ClientBase } from 'pg';
import { arrayText } from '../../db/array-text.ts';
import type { GroupEffect } from '../../log/entry/effects.ts';
import type { DeadlineKind } from './deadline.ts';
import type { HotPart } from './hot-part.ts';
import type { Group, SiteState } from './site-state.ts';

export const groupPart: HotPart<GroupEffect> = {
  apply(draft, { group, kind, zone, persons, since, doors, until, namesDue }) {
    if (zone === null && namesDue === undefined) {
      draft.groups.delete(group);
      return;
    }
    draft.groups.set(group, {
      kind,
      zone,
      persons,
      since: new Date(since),
      doors,
      until: until === undefined ? undefined : new Date(until),
      namesDue: namesDue === undefined ? undefined : new Date(namesDue),
    });
  },
  save({ groups }, { group }) {
    groups.add(group);
  },
};

const kind: DeadlineKind = 'crew-names-missing';

/** Writes groups and, with each whose names are due, its deadline; takes away those that have gone. They are few. */
export function saveGroups(
  client: ClientBase,
  siteId: string,
  ids: ReadonlySet<string>,
  state: SiteState,
): readonly Promise<unknown>[] {
  return [...ids].flatMap((id) => {
    const group = state.groups.get(id);
    return [
      group === undefined
        ? client.query({ ...removeGroup, values: [siteId, id] })
        : client.query({ ...saveGroup, values: [siteId, id, ...columnsOf(group)] }),
      group?.namesDue === undefined
        ? client.query({ ...namesAreDueNoMore, values: [siteId, id] })
        : client.query({ ...namesAreDue, values: [siteId, id, group.namesDue] }),
    ];
  });
}

function columnsOf({ kind: what, zone, persons, since, doors, until, namesDue }: Group): readonly unknown[] {
  return [what, zone, persons, since, arrayText(doors), until, namesDue];
}

const removeGroup = {
  name: 'remove-group',
  text: 'delete from declared_groups where site_id = $1 and group_id = $2',
};

const saveGroup = {
  name: 'save-group',
  text: `
    insert into declared_groups (site_id, group_id, kind, zone_id, persons, since, door_ids, opens_until, names_due)
    values ($1, $2, $3, $4, $5, $6, $7::text[], $8, $9)
    on conflict (site_id, group_id) do update set kind = excluded.kind, zone_id = excluded.zone_id,
      persons = excluded.persons, since = excluded.since, door_ids = excluded.door_ids,
      opens_until = excluded.opens_until, names_due = excluded.names_due`,
};

const namesAreDueNoMore = {
  name: 'names-are-due-no-more',
  text: `delete from deadlines where site_id = $1 and kind = '${kind}' and ref = $2::uuid::text`,
};

const namesAreDue = {
  name: 'names-are-due',
  text: `
    insert into deadlines (site_id, kind, ref, due_at) values ($1, '${kind}', $2::uuid::text, $3)
    on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
};
