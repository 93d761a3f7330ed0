import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import type { AdmissionEnd } from './admission-end.ts';
import { type ArrivalState, arrivalLifecycle } from './arrival-lifecycle.ts';
import type { CheckInOrigin, EndOrigin } from './end-origin.ts';
import type { HostReview } from './host-review.ts';
import type { FurtherCheck, IdentityCheck } from './identity-check.ts';
import type { PressEvent } from './press-event.ts';
import { type VisitState, visitLifecycle } from './visit-lifecycle.ts';

/** 訪問 (2.3.1.1(3)): one or more members come to one or more destinations on one or more days. Names nobody but staff. */
export const visits = pgTable(
  'visits',
  {
    siteId: uuid('site_id').notNull(),
    visitId: uuid('visit_id').notNull(),
    ...versions(),
    /** The organisation whose list of purposes and whose desk it is. */
    organisationId: uuid('organisation_id').notNull(),
    purpose: text('purpose').notNull(),
    /** Days in the site's zone, ascending; a series (連続した訪問) has several. */
    days: date('days', { mode: 'string' }).array().notNull(),
    /** Hours of each day, `HH:MM` in the site's zone; an end not later than the start is of the day after. */
    startsAt: text('starts_at').notNull(),
    endsAt: text('ends_at').notNull(),
    /** BCP 47, such as `ja` or `en`. */
    language: text('language').notNull(),
    /** How many one escort leads of it; null, or more than the site says = as the site says. */
    perEscort: integer('per_escort'),
    state: text('state').$type<VisitState>().notNull(),
    stateReason: text('state_reason'),
    plannedBy: uuid('planned_by').notNull(),
    /** It came without being announced (飛込み). */
    walkIn: boolean('walk_in').notNull().default(false),
    /** What it is for the press; null = no event of the press. */
    press: jsonb('press').$type<PressEvent>(),
    /** Days on which it turned closed for everybody, each with the instant since when (RFC 3339, UTC): whoever joins later comes too late too. */
    turnedClosed: jsonb('turned_closed').$type<Readonly<Record<string, string>>>().notNull().default({}),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.visitId, table.fromSeq] }),
    uniqueIndex('visits_current').on(table.siteId, table.visitId).where(sql`until_seq is null`),
    stateCheck('visits_state', visitLifecycle),
  ],
);

/** 訪問先: whom a visit comes to, the zones of it, and the host's 審査 of it. */
export const destinations = pgTable(
  'destinations',
  {
    siteId: uuid('site_id').notNull(),
    destinationId: uuid('destination_id').notNull(),
    ...versions(),
    visitId: uuid('visit_id').notNull(),
    /** 訪問相手, or the duty employee of a place (食堂, 診療所, 窓口). */
    hostId: uuid('host_id').notNull(),
    place: text('place'),
    /** The zones visited, and those on the way to them from the desk, as the plan was when they were reviewed. */
    zoneIds: text('zone_ids').array().notNull(),
    wayZoneIds: text('way_zone_ids').array().notNull(),
    /** Who is bound for it; empty = every member. */
    memberIds: uuid('member_ids').array().notNull(),
    /** Persons the host named as escorts, beside the host. */
    escortIds: uuid('escort_ids').array().notNull(),
    /** null = not reviewed, or no longer: silence never admits. */
    review: jsonb('review').$type<HostReview>(),
    /** Which members and days the review covers. */
    reviewedMemberIds: uuid('reviewed_member_ids').array().notNull(),
    reviewedDays: date('reviewed_days', { mode: 'string' }).array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.destinationId, table.fromSeq] }),
    uniqueIndex('destinations_current').on(table.siteId, table.destinationId).where(sql`until_seq is null`),
    index('destinations_visit').on(table.siteId, table.visitId).where(sql`until_seq is null`),
    index('destinations_host').on(table.siteId, table.hostId).where(sql`until_seq is null`),
    index('destinations_escorts').using('gin', table.escortIds).where(sql`until_seq is null`),
  ],
);

/** A thing announced with a visit (持込み予定物品); a permit for it is another matter. */
export type AnnouncedThing = { readonly kind: string; readonly words: string };

/** A member of a visit, of this site alone: the id stands in the same space as the persons' (`visitor_identities` has the name). */
export const members = pgTable(
  'members',
  {
    siteId: uuid('site_id').notNull(),
    memberId: uuid('member_id').notNull(),
    ...versions(),
    visitId: uuid('visit_id').notNull(),
    /** False once taken off the list. */
    listed: boolean('listed').notNull(),
    /** The member in whose place this one comes; reviewed anew. */
    substitutes: uuid('substitutes'),
    /** 未成年: comes with an adult of the same visit. */
    child: boolean('child').notNull().default(false),
    things: jsonb('things').$type<readonly AnnouncedThing[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.memberId, table.fromSeq] }),
    uniqueIndex('members_current').on(table.siteId, table.memberId).where(sql`until_seq is null`),
    index('members_visit').on(table.siteId, table.visitId).where(sql`until_seq is null`),
  ],
);

/** 氏名・所属 of a member: personal, so not versioned and erased as a whole on its date, that of the last day (I10). */
export const visitorIdentities = pgTable(
  'visitor_identities',
  {
    siteId: uuid('site_id').notNull(),
    memberId: uuid('member_id').notNull(),
    visitId: uuid('visit_id').notNull(),
    /** The last day of the visit: how long it is kept after that is the record class's. */
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    /** Byte for byte as typed; `erasedName` once erased. */
    name: text('name'),
    nameKana: text('name_kana'),
    /** 「個人」 is an answer. */
    affiliation: text('affiliation'),
    /** For search only; null in rows of programs before it, and once erased. */
    nameSearch: text('name_search'),
    kanaSearch: text('kana_search'),
    affiliationSearch: text('affiliation_search'),
    /** The same as programs before wrote it (ADR 0071). */
    nameKey: text('name_key'),
    kanaKey: text('kana_key'),
    affiliationKey: text('affiliation_key'),
    telephone: text('telephone'),
    /** 車両番号; the driver is the member. */
    vehicle: text('vehicle'),
    /** 同乗: 車両番号 of the vehicle in which another member of the visit brings this one. */
    ridesIn: text('rides_in'),
    /** 介助・通訳など */
    help: text('help'),
    /** 用件 in words, beside the purpose's code. */
    purposeWords: text('purpose_words'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.memberId] }),
    index('visitor_identities_visit').on(table.siteId, table.visitId),
    index('visitor_identities_name').on(table.siteId, table.nameKey),
    index('visitor_identities_kana').on(table.siteId, table.kanaKey),
    index('visitor_identities_name_search').on(table.siteId, table.nameSearch),
    index('visitor_identities_kana_search').on(table.siteId, table.kanaSearch),
    index('visitor_identities_last_day').on(table.siteId, table.lastDay),
  ],
);

/** Goods looked through (別表2 row 7), by whom. */
export type Inspection = { readonly by: string; readonly at: string; readonly words?: string };

/** 来庁: one member on one day, with what was done at the desk. */
export const arrivals = pgTable(
  'arrivals',
  {
    siteId: uuid('site_id').notNull(),
    memberId: uuid('member_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    ...versions(),
    visitId: uuid('visit_id').notNull(),
    state: text('state').$type<ArrivalState>().notNull(),
    stateReason: text('state_reason'),
    /** The planned hours as instants; a host may extend the end, past midnight too. */
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    deskId: text('desk_id'),
    identity: jsonb('identity').$type<IdentityCheck>(),
    /** What was confirmed after the check-in: by a tenant's own desk for its zones (※3), or by a means for a higher class. */
    furtherChecks: jsonb('further_checks').$type<readonly FurtherCheck[]>().notNull().default([]),
    inspection: jsonb('inspection').$type<Inspection>(),
    /** The pass worn: its numeral as printed. */
    pass: text('pass'),
    /** In place of a pass (row 36): a ribbon, a badge, an escort at their side. */
    insteadOfPass: text('instead_of_pass'),
    checkedInAt: instant('checked_in_at'),
    /** From where that time is known; null while nobody came. */
    checkInOrigin: text('check_in_origin').$type<CheckInOrigin>(),
    /** The host came or sent somebody: from then on nobody waits to be met (迎え待ち). */
    metAt: instant('met_at'),
    metBy: uuid('met_by'),
    /** 再入館: when they last came back within the day; who came for them before that came for another stay. null = never. */
    backInAt: instant('back_in_at'),
    /** The hearing turned closed for them: nothing that is changed of the visit's hours lets them further in that day. */
    turnedClosedAt: instant('turned_closed_at'),
    checkedOutAt: instant('checked_out_at'),
    endOrigin: text('end_origin').$type<EndOrigin>(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.memberId, table.day, table.fromSeq] }),
    uniqueIndex('arrivals_current').on(table.siteId, table.memberId, table.day).where(sql`until_seq is null`),
    index('arrivals_day').on(table.siteId, table.day, table.state).where(sql`until_seq is null`),
    // 訪問記録 goes through the days of years, a page at a time.
    index('arrivals_book').on(table.siteId, table.day, table.memberId).where(sql`until_seq is null`),
    index('arrivals_visit').on(table.siteId, table.visitId).where(sql`until_seq is null`),
    index('arrivals_here')
      .on(table.siteId, table.memberId)
      .where(sql`until_seq is null and state in ('checked-in', 'out-for-now')`),
    index('arrivals_open')
      .on(table.siteId, table.day)
      .where(sql`until_seq is null and state in ('announced', 'checked-in', 'out-for-now')`),
    stateCheck('arrivals_state', arrivalLifecycle),
  ],
);

/**
 * What the door reads of a visitor, in one row: written by check-in and by every act that changes it. It is in force from
 * `from_seq` on; a stop ends the row.
 */
export const admissions = pgTable(
  'admissions',
  {
    siteId: uuid('site_id').notNull(),
    memberId: uuid('member_id').notNull(),
    ...versions(),
    day: date('day', { mode: 'string' }).notNull(),
    visitId: uuid('visit_id').notNull(),
    /** Exclusive: entering ends then, leaving never does (I6). */
    endsAt: instant('ends_at').notNull(),
    /** What it ends by, which is told to whoever is refused afterwards. */
    endsBy: text('ends_by').$type<AdmissionEnd>().notNull().default('hours'),
    /** Checked in and not stopped; false = what was known still says why a read is refused. */
    open: boolean('open').notNull(),
    /** Destinations, the ways to them and the common zones. */
    zoneIds: text('zone_ids').array().notNull(),
    /** Where the identity check (rows 26, 27) and the review (rows 30, 31) that were made count. */
    identityZoneIds: text('identity_zone_ids').array().notNull(),
    reviewedZoneIds: text('reviewed_zone_ids').array().notNull(),
    /** Who may escort: hosts and whom they named; whole units by their organisation. */
    escortIds: uuid('escort_ids').array().notNull(),
    escortOrganisationIds: uuid('escort_organisation_ids').array().notNull(),
    /** How many one escort leads of this visit, where it says so. */
    perEscort: integer('per_escort'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.memberId, table.fromSeq] }),
    uniqueIndex('admissions_current').on(table.siteId, table.memberId).where(sql`until_seq is null`),
    index('admissions_visit').on(table.siteId, table.visitId).where(sql`until_seq is null`),
  ],
);
