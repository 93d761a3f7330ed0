import type { EntryKind } from '../../log/entry/entry-kinds.ts';
import type { Subject } from '../../log/entry/subject.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import type { PermitRow } from '../../permits/registry/permit-rows.ts';

/** What an entry on a work that is done is about: its permit, and whoever attends it beside its workers. */
export function entryOfOccurrence<Kind extends EntryKind>(
  kind: Kind,
  permit: PermitRow,
  attendants: readonly (string | null | undefined)[],
): { readonly kind: Kind; readonly subject: Subject } {
  const { subject } = entryOfPermit(kind, permit.permitId, permit);
  const others = [...(subject.with ?? []), ...attendants.flatMap((id) => id ?? [])];
  return { kind, subject: { ...subject, ...(others.length === 0 ? {} : { with: others }) } };
}
