import type { EntryKind } from '../../log/entry-kinds.ts';
import type { Subject } from '../../log/subject.ts';

/** What an entry on a permit is about: the permit, and the person and the zone where there is one alone. */
export function entryOfPermit<Kind extends EntryKind>(
  kind: Kind,
  permit: string,
  {
    concernedIds,
    zoneIds,
  }: { readonly concernedIds: readonly string[]; readonly zoneIds: readonly string[] },
): { readonly kind: Kind; readonly subject: Subject } {
  const [person, ...others] = concernedIds;
  const [to, ...zones] = zoneIds;
  return {
    kind,
    subject: {
      permit,
      ...(person === undefined || others.length > 0 ? {} : { person }),
      ...(to === undefined || zones.length > 0 ? {} : { to }),
    },
  };
}
