import type { VisitorSettings } from '../../../zones/plan/visitor-settings.ts';

/** What is in force at the site at this moment. */
export type SiteFacts = {
  readonly emergency: boolean;
  /** Lockdown covers the zone behind the door and this person holds no named right to enter it. */
  readonly lockdown: boolean;
  /** Whose checks of outsiders the organisations of the site take for their own (※3). */
  readonly takenChecks: VisitorSettings['takenChecks'];
};
