import type { PartedKind } from '../../log/entry/deadline-ref.ts';

/**
 * Whose place must be known before a deadline can be settled: that of the person `ref` names, also those of their wards and their escort,
 * everybody's, nobody's.
 */
type PlacesAsked = { readonly places: 'ref' | 'pair' | 'everybody' | 'nobody' };

/** What can fall due at a site. An instance reads, settles and deletes these kinds alone: others are a newer program's. */
export const deadlineKinds = {
  'passage-not-taken': { places: 'pair' },
  'presence-reset': { places: 'everybody' },
  'wait-over': { places: 'nobody' },
  'custody-broken': { places: 'nobody' },
  'crew-names-missing': { places: 'nobody' },
  'visitor-hours': { places: 'ref' },
  'permit-overdue': { places: 'nobody' },
  'permit-unreported': { places: 'nobody' },
  'permit-unlooked': { places: 'nobody' },
  'book-loan-overdue': { places: 'nobody' },
  'gap-task-overdue': { places: 'nobody' },
  'gap-task-risen': { places: 'nobody' },
  'key-overdue': { places: 'nobody' },
  'second-contact': { places: 'nobody' },
  'gateway-silent': { places: 'nobody' },
  'alarm-unacknowledged': { places: 'nobody' },
  'gateway-gap': { places: 'nobody' },
  'unknown-read': { places: 'nobody' },
} as const satisfies Readonly<Record<string, PlacesAsked>> & Readonly<Record<PartedKind, PlacesAsked>>;

export type DeadlineKind = keyof typeof deadlineKinds;

/** The same as a list, for statements that ask for what is due. */
export const knownDeadlines: readonly string[] = Object.keys(deadlineKinds);

/** `ref` says whose: a person, a gateway, an alarm, what `deadlineParts` names, or '' for the site; one of a kind at once. */
export type Deadline = { readonly kind: DeadlineKind; readonly ref: string; readonly dueAt: Date };
