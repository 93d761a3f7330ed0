import { isCode } from '../../kernel/ids.ts';
import { isEntryKind } from '../../log/entry/entry-kinds.ts';
import { type LogCursor, parseCursor } from '../../log/watching/log-cursor.ts';
import type { LiveFilter } from '../stream/broadcast.ts';

/** What a console asks for; undefined where its cursor or a name in a list is none, or nothing of that kind is recorded. */
export function parseLiveQuery(query: {
  readonly after?: string | undefined;
  readonly zones?: string | undefined;
  readonly kinds?: string | undefined;
}): { readonly after: LogCursor | undefined; readonly filter: LiveFilter } | undefined {
  const after = query.after === undefined ? undefined : parseCursor(query.after);
  if (query.after !== undefined && after === undefined) return undefined;
  const zones = parseList(query.zones);
  const kinds = parseList(query.kinds);
  if (zones === 'bad' || kinds === 'bad' || !areRecorded(kinds)) return undefined;
  return { after, filter: { zones, kinds } };
}

function parseList(text: string | undefined): ReadonlySet<string> | undefined | 'bad' {
  if (text === undefined) return undefined;
  const names = text.split(',');
  return names.every((name) => isCode(name)) ? new Set(names) : 'bad';
}

function areRecorded(kinds: ReadonlySet<string> | undefined): boolean {
  return [...(kinds ?? [])].every(isEntryKind);
}
