import { ministryLogId } from '../../kernel/ids.ts';
import { canonicalJson } from '../entry/canonical-json.ts';
import type { Entry, EntryDraft } from '../entry/entry.ts';
import { entryKinds } from '../entry/entry-kinds.ts';
import type { RecordClass } from '../entry/record-classes.ts';
import { columnsOf, type EntryColumns } from './columns-of.ts';
import { type SealedPersonal, sealPersonal } from './seal-personal.ts';

/** The end of a log while its head row is held. */
export type Head = {
  readonly siteId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly recordedAt: Date;
  readonly rulesSeq: number;
};

/** An entry that has its place: text and columns agree, and `head` is the log's end with it. */
export type PlacedEntry = {
  readonly entry: Entry;
  readonly text: string;
  readonly columns: EntryColumns;
  readonly personal: (SealedPersonal & { readonly recordClass: RecordClass }) | undefined;
  readonly head: Head;
};

/** When the next entry of a log is recorded: never before the last. What is decided under the head is decided as of then. */
export function recordedAtOf(head: Head, now: Date): Date {
  return now > head.recordedAt ? now : head.recordedAt;
}

/** Gives a draft the next seq (I2) and a recorded time never earlier than the log's last. */
export function placeEntry(head: Head, draft: EntryDraft, now: Date): PlacedEntry {
  const recordedAt = recordedAtOf(head, now);
  const personal =
    draft.personal === undefined
      ? undefined
      : { ...sealPersonal(draft.personal.data), recordClass: draft.personal.recordClass };
  const entry: Entry = {
    v: 1,
    site: head.siteId,
    epoch: head.epoch,
    seq: head.seq + 1,
    recordedAt: recordedAt.toISOString(),
    at: (draft.at ?? recordedAt).toISOString(),
    kind: draft.kind,
    actor: draft.actor,
    cause: draft.cause ?? null,
    subject: draft.subject ?? {},
    decision: draft.decision ?? null,
    effects: draft.effects ?? [],
    personal: personal?.digest ?? null,
    details: draft.details ?? {},
  };
  // No passage is decided in the ministry's log: each touched site has an entry of the same kind.
  const changesRules = entryKinds[draft.kind].changesRules && head.siteId !== ministryLogId;
  const text = canonicalJson(entry);
  return {
    entry,
    text,
    columns: columnsOf(entry),
    personal,
    head: { ...head, seq: entry.seq, recordedAt, rulesSeq: changesRules ? entry.seq : head.rulesSeq },
  };
}
