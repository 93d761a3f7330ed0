/** What can fall due at a site. An instance reads, settles and deletes these kinds alone: others are a newer program's. */
export const deadlineKinds = ['passage-not-taken', 'presence-reset', 'gateway-silent'] as const;

export type DeadlineKind = (typeof deadlineKinds)[number];

/** `ref` says whose: a person, a gateway, or '' for the site; one of a kind at once. */
export type Deadline = { readonly kind: DeadlineKind; readonly ref: string; readonly dueAt: Date };
