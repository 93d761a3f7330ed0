import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, seq } from '../../db/columns.ts';
import type { GroupKind } from '../../log/entry/effects.ts';

/** Who is where and how surely; equals the replay of the effects (I9). */
export const presence = pgTable(
  'presence',
  {
    siteId: uuid('site_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** null = nobody knows. */
    zoneId: text('zone_id'),
    certainty: text('certainty'),
    since: instant('since'),
    sinceSeq: seq('since_seq'),
    /** The door they came through. */
    doorId: text('door_id'),
    pendingDoor: text('pending_door'),
    pendingFrom: text('pending_from'),
    pendingTo: text('pending_to'),
    pendingUntil: instant('pending_until'),
    /** True of whoever goes along on another's read. */
    pendingAlong: boolean('pending_along'),
    /** How many are in this person's custody: nobody else's wards are looked for. A row may be there for this alone. */
    wards: integer('wards').notNull().default(0),
  },
  (table) => [
    // No index by zone: on a table that was empty when a statement was planned it is taken for the look-up by person.
    primaryKey({ columns: [table.siteId, table.personId] }),
    index('presence_pending').on(table.siteId, table.pendingDoor).where(sql`pending_door is not null`),
  ],
);

export const doorStates = pgTable(
  'door_states',
  {
    siteId: uuid('site_id').notNull(),
    doorId: text('door_id').notNull(),
    position: text('position').notNull(),
    since: instant('since').notNull(),
    sinceSeq: seq('since_seq').notNull(),
    /** So often it may still open until then without another grant or button. */
    allowedOpenings: integer('allowed_openings'),
    allowedUntil: instant('allowed_until'),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.doorId] })],
);

/** Conditions that are on: emergency and lockdown of the site or a zone, tamper or lost power of a gateway. */
export const conditions = pgTable(
  'conditions',
  {
    siteId: uuid('site_id').notNull(),
    condition: text('condition').notNull(),
    /** A zone, a gateway, or '' for the whole site. */
    place: text('place').notNull(),
    /** Of a gateway: at which of its doors; '' = its own. */
    doorId: text('door_id').notNull().default(''),
    since: instant('since').notNull(),
    sinceSeq: seq('since_seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.condition, table.place, table.doorId] })],
);

/** People whom nobody reads and who are in the building by somebody's word: crews of emergency services, and who was counted. */
export const declaredGroups = pgTable(
  'declared_groups',
  {
    siteId: uuid('site_id').notNull(),
    groupId: uuid('group_id').notNull(),
    kind: text('kind').$type<GroupKind>().notNull(),
    /** null = they have gone, and their names are due. */
    zoneId: text('zone_id'),
    persons: integer('persons').notNull(),
    since: instant('since').notNull(),
    doorIds: text('door_ids').array().notNull(),
    /** Until when their doors are expected to open for them. */
    opensUntil: instant('opens_until'),
    namesDue: instant('names_due'),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.groupId] })],
);

/** 付添い: the named escort a ward has at this moment, also where the two have parted; equals the replay of the effects (I9). */
export const custody = pgTable(
  'custody',
  {
    siteId: uuid('site_id').notNull(),
    visitorId: uuid('visitor_id').notNull(),
    escortId: uuid('escort_id').notNull(),
    since: instant('since').notNull(),
    sinceSeq: seq('since_seq').notNull(),
    mode: text('mode').notNull(),
    basis: text('basis').notNull(),
    /** Where and when the two passed together last. */
    jointDoor: text('joint_door'),
    jointTo: text('joint_to'),
    jointAt: instant('joint_at'),
    /** Since when they are apart, and until when one may follow the other; null then = nobody has. */
    brokenSince: instant('broken_since'),
    brokenUntil: instant('broken_until'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.visitorId] }),
    // Without the site: a ward is looked for by no other index than that of the key, whatever was known when it was planned.
    index('custody_escort').on(table.escortId),
  ],
);

/** Who waits at a door for the other of a pair, until `until`; one person waits at one door. */
export const waits = pgTable(
  'waits',
  {
    siteId: uuid('site_id').notNull(),
    personId: uuid('person_id').notNull(),
    cardId: uuid('card_id').notNull(),
    doorId: text('door_id').notNull(),
    fromZone: text('from_zone').notNull(),
    toZone: text('to_zone').notNull(),
    until: instant('until').notNull(),
    /** What the person waits for. */
    why: text('why').notNull(),
    sinceSeq: seq('since_seq').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.personId] }),
    index('waits_door').on(table.siteId, table.doorId),
  ],
);

/** What falls due; every batch settles its site's due ones first. */
export const deadlines = pgTable(
  'deadlines',
  {
    siteId: uuid('site_id').notNull(),
    kind: text('kind').notNull(),
    ref: text('ref').notNull(),
    dueAt: instant('due_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.kind, table.ref] }),
    index('deadlines_due').on(table.siteId, table.dueAt),
  ],
);
