import type { ClientBase } from 'pg';
import type { ConditionChange } from './hot-rows.ts';

/** Writes changes one by one: they are few, and their order counts. */
export function saveConditions(
  client: ClientBase,
  siteId: string,
  changes: readonly ConditionChange[],
): readonly Promise<unknown>[] {
  return changes.map(({ condition, target, door, on, seq, at }) => {
    const key = [siteId, condition, target, door];
    return on
      ? client.query({ ...beginCondition, values: [...key, at, seq] })
      : client.query({ ...endCondition, values: key });
  });
}

const beginCondition = {
  name: 'begin-condition',
  text: `
    insert into conditions (site_id, condition, place, door_id, since, since_seq) values ($1, $2, $3, $4, $5, $6)
    on conflict (site_id, condition, place, door_id) do nothing`,
};

const endCondition = {
  name: 'end-condition',
  text: 'delete from conditions where site_id = $1 and condition = $2 and place = $3 and door_id = $4',
};
