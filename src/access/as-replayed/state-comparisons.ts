import type { SiteState } from '../state/site-state.ts';

export type StateRow = Readonly<Record<string, unknown>>;

/** One part of a site's state in words that can be compared: as its table has it, and as the effects add up to it. */
export type StateComparison = {
  readonly table: string;
  /** What tells its rows apart. */
  readonly key: readonly string[];
  readonly stored: string;
  readonly summed: (state: SiteState) => readonly StateRow[];
};

/** What decides at the doors beside the rules: who is where and with whom, what is on, how the doors stand. */
export const stateComparisons = {
  presence: {
    table: 'presence',
    key: ['person'],
    stored: `
      select person_id as person, zone_id as zone, certainty, since, since_seq as seq, door_id as through, pending_door as door,
        pending_from as "from", pending_to as "to", pending_until as until,
        coalesce(pending_along, false) as along
      from presence where site_id = $1 and since_seq is not null`,
    summed: ({ presence }) =>
      [...presence].map(([person, { zone, certainty, since = null, seq, door: through = null, pending }]) => {
        const { door = null, from = null, to = null, until = null, along = false } = pending ?? {};
        return { person, zone, certainty, since, seq, through, door, from, to, until, along };
      }),
  },
  waits: {
    table: 'waits',
    key: ['person'],
    stored: `
      select person_id as person, card_id as card, door_id as door, from_zone as "from", to_zone as "to", until, why,
        since_seq as seq
      from waits where site_id = $1`,
    summed: ({ waits }) => [...waits].map(([person, wait]) => ({ person, ...wait })),
  },
  custody: {
    table: 'custody',
    key: ['ward'],
    stored: `
      select visitor_id as ward, escort_id as escort, mode, basis, since, since_seq as seq, joint_door as door,
        joint_to as "to", joint_at as at, broken_since as broken, broken_until as until
      from custody where site_id = $1`,
    summed: ({ custody }) =>
      [...custody].map(([ward, { together, broken, ...one }]) => {
        const { door = null, to = null, at = null } = together ?? {};
        return { ward, ...one, door, to, at, broken: broken?.since ?? null, until: broken?.until ?? null };
      }),
  },
  doors: {
    table: 'door_states',
    key: ['door'],
    stored: `
      select door_id as door, position, since, allowed_openings as openings, allowed_until as until
      from door_states where site_id = $1`,
    summed: ({ doors }) =>
      [...doors].map(([door, { position, since, allowed }]) => {
        const { openings = null, until = null } = allowed ?? {};
        return { door, position, since, openings, until };
      }),
  },
  gateways: {
    table: 'conditions',
    key: ['gateway', 'condition', 'door'],
    stored: `
      select place as gateway, condition, nullif(door_id, '') as door from conditions
      where site_id = $1 and condition not in ('emergency', 'lockdown')`,
    summed: ({ gateways }) =>
      [...gateways.values()].map(({ door = null, ...trouble }) => ({ ...trouble, door })),
  },
  conditions: {
    table: 'conditions',
    key: ['condition', 'zone'],
    stored: `
      select condition, nullif(place, '') as zone, since, since_seq as seq from conditions
      where site_id = $1 and condition in ('emergency', 'lockdown')`,
    summed: ({ conditions }) => [...conditions.values()],
  },
  groups: {
    table: 'declared_groups',
    key: ['group'],
    stored: `
      select group_id as "group", kind, zone_id as zone, persons, since, door_ids as doors, opens_until as until,
        names_due as "namesDue"
      from declared_groups where site_id = $1`,
    summed: ({ groups }) =>
      [...groups].map(([group, { until = null, namesDue = null, ...one }]) => {
        return { group, ...one, until, namesDue };
      }),
  },
} as const satisfies Readonly<Record<string, StateComparison>>;

/** A row in words that do not depend on the order of its fields. */
export function wordsOfRow(row: StateRow): string {
  return JSON.stringify(Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
