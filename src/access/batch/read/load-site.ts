import type { DoorPosition } from '../../../log/entry/effects.ts';
import type { UnderHead } from '../../../log/writing/take-heads.ts';
import { type Deadline, type DeadlineKind, knownDeadlines } from '../../state/deadline.ts';
import { type GroupRow, groupOf } from '../../state/group-row.ts';
import type { DoorState, Group } from '../../state/site-state.ts';
import { type WaitJson, type Waits, waitsOf } from './load-waits.ts';

/** What a batch reads of its site besides cards and places. */
export type SiteRow = {
  readonly ministrySeq: number;
  /** Tokens that are still live. */
  readonly liveTokens: readonly string[];
  readonly conditions: readonly {
    readonly condition: string;
    readonly place: string;
    readonly door: string;
    readonly since: Date;
    readonly seq: number;
  }[];
  /** Doors that do not stand closed, and those asked about. */
  readonly doors: readonly (DoorState & { readonly doorId: string })[];
  /** Everyone in the building whom nobody reads: few at any time. */
  readonly groups: ReadonlyMap<string, Group>;
  /** Who waits at the doors at which somebody may. */
  readonly waits: Waits;
  readonly due: readonly Deadline[];
  /** Reads of unknown cards, each with when it counts no more. */
  readonly unknownReads: readonly Deadline[];
};

const unknownRead: DeadlineKind = 'unknown-read';

type DeadlineRow = Omit<Deadline, 'dueAt'> & { readonly dueAt: string };

function deadlineOf({ kind, ref, dueAt }: DeadlineRow): Deadline {
  return { kind, ref, dueAt: new Date(dueAt) };
}

type DoorRow = {
  readonly doorId: string;
  readonly position: DoorPosition;
  readonly since: string;
  readonly openings: number | null;
  readonly until: string | null;
};

/** One batch settles at most this many deadlines; the next one goes on. */
const dueAtOnce = 500;

export async function loadSite(
  client: UnderHead,
  siteId: string,
  asked: {
    readonly tokenIds: readonly string[];
    readonly doors: readonly string[];
    /** Doors at which somebody may wait. */
    readonly waitedAt: readonly string[];
    readonly now: Date;
  },
): Promise<SiteRow> {
  const { rows } = await client.query<{
    ministrySeq: number;
    liveTokens: string[] | null;
    conditions: { condition: string; place: string; door: string; since: string; seq: number }[] | null;
    doors: DoorRow[] | null;
    groups: GroupRow[] | null;
    waits: WaitJson[] | null;
    due: DeadlineRow[] | null;
    unknownReads: DeadlineRow[] | null;
  }>({
    name: 'load-site',
    text: `
      select
        (select seq from heads where site_id = '00000000-0000-0000-0000-000000000000') as "ministrySeq",
        (select array_agg(token_id) from api_tokens
          where token_id = any($2::text[]) and revoked_at is null and expires_at > $3) as "liveTokens",
        (select json_agg(json_build_object('condition', condition, 'place', place, 'door', door_id, 'since', since,
            'seq', since_seq)) from conditions
          where site_id = $1) as "conditions",
        (select json_agg(json_build_object('doorId', door_id, 'position', position, 'since', since,
            'openings', allowed_openings, 'until', allowed_until)) from door_states
          where site_id = $1 and (position <> 'closed' or door_id = any($4::text[]))) as "doors",
        (select json_agg(json_build_object('group', group_id, 'kind', kind, 'zone', zone_id, 'persons', persons,
            'since', since, 'doors', door_ids, 'until', opens_until, 'namesDue', names_due)) from declared_groups
          where site_id = $1) as "groups",
        (select json_agg(json_build_object('person', person_id, 'card', card_id, 'door', door_id, 'from', from_zone, 'to', to_zone,
            'until', until, 'why', why, 'seq', since_seq)) from waits
          where site_id = $1 and door_id = any($6::text[])) as "waits",
        (select json_agg(json_build_object('kind', kind, 'ref', ref, 'dueAt', due_at)) from (
          select kind, ref, due_at from deadlines
          where site_id = $1 and due_at <= $3 and kind = any($5::text[]) order by due_at limit ${dueAtOnce}
        ) d) as "due",
        (select json_agg(json_build_object('kind', kind, 'ref', ref, 'dueAt', due_at)) from deadlines
          where site_id = $1 and kind = '${unknownRead}' and due_at > $3) as "unknownReads"`,
    values: [siteId, asked.tokenIds, asked.now, asked.doors, knownDeadlines, asked.waitedAt],
  });
  const [row] = rows;
  return {
    ministrySeq: row?.ministrySeq ?? 0,
    liveTokens: row?.liveTokens ?? [],
    conditions: (row?.conditions ?? []).map((condition) => ({
      ...condition,
      since: new Date(condition.since),
    })),
    doors: (row?.doors ?? []).map(({ doorId, position, since, openings, until }) => ({
      doorId,
      position,
      since: new Date(since),
      allowed: openings === null || until === null ? undefined : { openings, until: new Date(until) },
    })),
    groups: new Map((row?.groups ?? []).map((group) => [group.group, groupOf(group)])),
    waits: waitsOf(row?.waits ?? []),
    due: (row?.due ?? []).map(deadlineOf),
    unknownReads: (row?.unknownReads ?? []).map(deadlineOf),
  };
}
