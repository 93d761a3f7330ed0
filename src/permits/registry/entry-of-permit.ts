import type { EntryKind } from '../../log/entry/entry-kinds.ts';
import type { Subject } from '../../log/entry/subject.ts';

/** What an entry on a permit is about: the permit, and everybody and every zone it is for, so that it is found by each of them. */
export function entryOfPermit<Kind extends EntryKind>(
  kind: Kind,
  permit: string,
  {
    concernedIds,
    zoneIds,
  }: { readonly concernedIds: readonly string[]; readonly zoneIds: readonly string[] },
): { readonly kind: Kind; readonly subject: Subject } {
  const [person, ...others] = concernedIds;
  const to = zoneIds.at(-1);
  const through = zoneIds.slice(0, -1);
  return {
    kind,
    subject: {
      permit,
      ...(person === undefined ? {} : { person }),
      ...(others.length === 0 ? {} : { with: others }),
      ...(through.length === 0 ? {} : { through }),
      ...(to === undefined ? {} : { to }),
    },
  };
}
