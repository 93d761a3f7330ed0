/** What the service asks of an entry by its kind. Each kind answers every question: nothing is left to a default. */
type KindOf = {
  /** The plan, the determinations or the hours of the site are others from this entry on: batches read them anew. */
  readonly changesRules: boolean;
  /** Where it names no zone it concerns the whole site: it reaches whoever follows any part of it. */
  readonly siteWide: boolean;
  /** An event of a gateway, not a card read, recorded under the name the gateway gives it. */
  readonly doorEvent: boolean;
};

const plain = { changesRules: false, siteWide: false, doorEvent: false } as const;
const ofRules = { ...plain, changesRules: true } as const;
const ofTheSite = { ...plain, siteWide: true } as const;
const ofDoors = { ...plain, doorEvent: true } as const;

/** Every kind of entry this service writes: acts, batches and readers of the log are held to it by the compiler. */
export const entryKinds = {
  'site-created': plain,
  'plan-changed': ofRules,
  'organisation-registered': plain,
  'purpose-added': plain,
  'purpose-ended': plain,
  'determination-proposed': plain,
  'determination-adopted': ofRules,
  'determinations-adopted': ofRules,
  'determination-ended': ofRules,
  'determination-withdrawn': plain,
  'person-registered': plain,
  'person-changed': plain,
  'person-suspended': plain,
  'person-resumed': plain,
  'person-left': plain,
  'roster-published': plain,
  'card-registered': plain,
  'card-assigned': plain,
  'card-identity-confirmed': plain,
  'card-reissued': plain,
  'card-suspended': plain,
  'card-resumed': plain,
  'card-lost': plain,
  'card-stolen': plain,
  'card-damaged': plain,
  'card-returned': plain,
  'card-destroyed': plain,
  'contract-registered': plain,
  'contract-period-changed': plain,
  'contract-ended': plain,
  'permission-requested': plain,
  'permission-resubmitted': plain,
  'permission-reviewed': plain,
  'permission-consented': plain,
  'permission-approved': plain,
  'permission-rejected': plain,
  'permission-returned': plain,
  'permission-withdrawn': plain,
  'permission-ended': plain,
  'permissions-published': plain,
  'visit-planned': plain,
  'visitor-examined': plain,
  'visitor-checked-in': plain,
  'visit-changed': plain,
  'visit-paused': plain,
  'visit-resumed': plain,
  'visit-cancelled': plain,
  'visit-extended': plain,
  'visit-turned-closed': plain,
  'visitor-checked-out': plain,
  'visitor-stepped-out': plain,
  'visitor-stepped-in': plain,
  'visitor-checked-again': plain,
  'visitor-met': plain,
  'visitor-refused': plain,
  'visitor-missed': plain,
  'visitor-put-back': plain,
  'visit-corrected': plain,
  'schedule-extended': ofRules,
  'visit-invited': plain,
  'visit-reviewed': plain,
  'visit-review-withdrawn': plain,
  'visit-call-unanswered': plain,
  'deputy-named': plain,
  'deputy-ended': plain,
  'restricted-person-entered': plain,
  'restricted-person-approved': plain,
  'restricted-person-ended': plain,
  'restricted-match-cleared': plain,
  'role-given': plain,
  'role-ended': plain,
  'token-created': plain,
  'token-revoked': plain,
  'pass-registered': plain,
  'pass-lent': plain,
  'pass-returned': plain,
  'pass-stopped': plain,
  'pass-restored': plain,
  'pass-withdrawn': plain,
  'thing-kept': plain,
  'thing-handed-back': plain,
  'wearing-reminded': plain,
  'wearing-excused': plain,
  'wearing-excuse-ended': plain,
  'card-read': plain,
  'pin-read': ofDoors,
  duress: ofDoors,
  'door-opened': ofDoors,
  'door-closed': ofDoors,
  'door-forced': ofDoors,
  'door-held': ofDoors,
  'door-restored': ofDoors,
  'exit-request': ofDoors,
  'read-abandoned': ofDoors,
  tamper: ofDoors,
  'tamper-restored': ofDoors,
  'power-lost': ofDoors,
  'power-restored': ofDoors,
  'fire-signal': { ...plain, siteWide: true, doorEvent: true },
  'intrusion-armed': ofDoors,
  'intrusion-disarmed': ofDoors,
  'intrusion-alarm': ofDoors,
  heartbeat: ofDoors,
  'buffer-lost': ofDoors,
  'event-quarantined': plain,
  'event-conflict': plain,
  'events-left-out': plain,
  'gateway-silent': plain,
  'gateway-heard': plain,
  'gateway-gap': plain,
  'gateway-gap-filled': plain,
  'gateway-gap-closed': plain,
  'gateway-numbering': plain,
  'gateway-clock-off': plain,
  'gateway-clock-right': plain,
  'passage-not-taken': plain,
  'wait-over': plain,
  'escort-apart': plain,
  'escort-offered': plain,
  'escort-relief': plain,
  'escort-declared': plain,
  'presence-reset': plain,
  'presence-corrected': plain,
  'roll-call-seen': plain,
  'emergency-entry': plain,
  'emergency-entry-named': plain,
  'emergency-entry-changed': plain,
  'crew-names-missing': plain,
  'visitor-past-hours': plain,
  'manual-passage': plain,
  'paper-logged': plain,
  'emergency-begun': ofTheSite,
  'emergency-ended': ofTheSite,
  'lockdown-begun': ofTheSite,
  'lockdown-ended': ofTheSite,
  'alarm-acknowledged': plain,
  'alarm-escalated': plain,
  'alarm-resolved': plain,
  restored: plain,
  'clock-stepped': plain,
  'clock-off': plain,
  'clock-right': plain,
  'disk-level': plain,
  'default-partition-used': plain,
  'secrets-guessed': plain,
} as const satisfies Record<string, KindOf>;

export type EntryKind = keyof typeof entryKinds;

/** The kinds that answer a question with yes. */
export type KindWith<Question extends keyof KindOf> = {
  [Kind in EntryKind]: (typeof entryKinds)[Kind][Question] extends true ? Kind : never;
}[EntryKind];

export function kindsWith<Question extends keyof KindOf>(question: Question): readonly KindWith<Question>[] {
  return Object.keys(entryKinds)
    .filter(isEntryKind)
    .filter((kind): kind is KindWith<Question> => entryKinds[kind][question]);
}

/** False for what this version does not write: a word of somebody's, or the kind of another version. */
export function isEntryKind(word: string): word is EntryKind {
  return Object.hasOwn(entryKinds, word);
}
