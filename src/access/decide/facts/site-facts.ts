/** What is in force at the site at this moment. */
export type SiteFacts = {
  readonly emergency: boolean;
  /** Lockdown covers the zone behind the door and this person holds no named right to enter it. */
  readonly lockdown: boolean;
};
