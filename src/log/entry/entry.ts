import type { Actor } from '../../kernel/actor.ts';
import type { Effect } from './effects.ts';
import type { EntryKind } from './entry-kinds.ts';
import type { PersonalData } from './personal-fields.ts';
import type { RecordClass } from './record-classes.ts';
import type { Subject } from './subject.ts';

/** The entry of another log that this one follows from. */
export type Cause = { readonly site: string; readonly seq: number };

/** A recorded verdict with all its reasons (I4); the deciding slice owns the codes. */
export type RecordedDecision = {
  readonly verdict: string;
  readonly direction: string;
  readonly reasons: readonly RecordedGround[];
  readonly notes: readonly RecordedGround[];
  /** Of a grant: by which right each person was let through; absent where none was asked for. */
  readonly restsOn?: readonly RecordedRight[];
  readonly rules: { readonly policy: string; readonly site: number; readonly ministry: number };
};

/** A standing permission, or the visit under which somebody is here; a permit (例外措置) that left out what was asked. */
type RecordedRight = { readonly person: string } & (
  | { readonly permission: string }
  | { readonly visit: string }
  | { readonly permit: string }
);

type RecordedGround = {
  readonly code: string;
  readonly clause?: string;
  readonly row?: string;
  readonly undetermined?: true;
  readonly permit?: string;
};

/** The envelope of the record; its canonical text is what is stored, hashed and replayed. */
export type Entry = {
  readonly v: 1;
  readonly site: string;
  readonly epoch: string;
  readonly seq: number;
  /** RFC 3339, UTC, milliseconds; never earlier than the entry before. */
  readonly recordedAt: string;
  /** When it happened, by the clock of who reported it. */
  readonly at: string;
  /** One of {@link EntryKind}, or one that another version of the program wrote. */
  readonly kind: string;
  readonly actor: Actor;
  readonly cause: Cause | null;
  readonly subject: Subject;
  readonly decision: RecordedDecision | null;
  readonly effects: readonly Effect[];
  /** SHA-256 of the personal record, hex. */
  readonly personal: string | null;
  /** What the kind says beside: values and ids, never a name or a card number. */
  readonly details: Readonly<Record<string, unknown>>;
};

/** An entry before it has its place in the log. */
export type EntryDraft = {
  readonly kind: EntryKind;
  /** Absent = the moment of recording. */
  readonly at?: Date;
  readonly actor: Actor;
  readonly cause?: Cause;
  readonly subject?: Subject;
  readonly decision?: RecordedDecision;
  readonly effects?: readonly Effect[];
  readonly personal?: { readonly recordClass: RecordClass; readonly data: PersonalData };
  readonly details?: Readonly<Record<string, unknown>>;
};
