import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import type { ApplicationGround } from './application-grounds.ts';
import { type ApplicationState, applicationLifecycle } from './application-lifecycle.ts';

/** 識別コードの申請: for whom one applies for which login id, in whose office, and who decided it. Nothing of it is deleted. */
export const signInApplications = pgTable(
  'sign_in_applications',
  {
    applicationId: uuid('application_id').primaryKey(),
    /** In the form of `parseLoginId`. */
    loginId: text('login_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** 課室, in which the person works or whose contract they are under. */
    organisationId: uuid('organisation_id').notNull(),
    ground: text('ground').$type<ApplicationGround>().notNull(),
    state: text('state').$type<ApplicationState>().notNull(),
    appliedBy: uuid('applied_by').notNull(),
    /** The token or session by which it was applied for. */
    appliedWith: text('applied_with').notNull(),
    appliedAt: instant('applied_at').notNull(),
    /** Who approved, rejected or withdrew it. */
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (table) => [
    index('sign_in_applications_login').on(table.loginId),
    index('sign_in_applications_person').on(table.personId),
    stateCheck('sign_in_applications_state', applicationLifecycle),
  ],
);
