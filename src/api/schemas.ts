import { type Static, type TSchema, type TSchemaOptions, Type } from 'typebox';
import { cardKeyPattern } from '../kernel/card-key.ts';
import { codePattern } from '../kernel/ids.ts';

/** Shapes that many routes share. A shape with a title is written once in the OpenAPI document, under that name. */

/** A pattern that text of blanks alone does not match; 全角 spaces are blanks too. */
export const notBlank = '\\S';

export const strict = { additionalProperties: false } as const;

/** Lower case only: an id is compared as text with what the record holds. */
export const Uuid = Type.String({ title: 'Uuid', format: 'uuid', pattern: '^[0-9a-f-]{36}$' });
export const Code = Type.String({ title: 'Code', pattern: codePattern });
export const Instant = Type.String({
  title: 'Instant',
  format: 'date-time',
  description:
    'RFC 3339 with offset (-23:59 to +23:59), T and Z in capitals; 1900 to 9999 in UTC; no 24:00, no leap second; of up to 9 digits of a second 3 count',
});
/** The answer 304 to `If-None-Match`: it has no body (RFC 9110 §15.4.5). */
export const Unchanged = Type.Unsafe<undefined>({ type: 'null' });
/** The end of a period, whatever it is called: the moment from which it is over. A date that ends one (`…On`) is within it. */
export const End = Type.String({
  title: 'End',
  format: 'date-time',
  description: '終わり。この時刻は含まない（RFC 3339、時差つき）',
});
/** The day that ends a period, read by `endOfDay`. */
export const EndDay = Type.String({
  title: 'EndDay',
  format: 'date',
  description: '終わりの日。この日を含む（庁舎の時間帯）',
});
/** A name of a thing: whoever reads it must see what was written (`parseName`). */
export const Name = Type.String({ title: 'Name', minLength: 1, maxLength: 200, format: 'name' });
/** Free words of a person: a reason, a basis, a note. Blanks say nothing. */
export const Words = Type.String({ title: 'Words', minLength: 1, maxLength: 2000, pattern: notBlank });
/** A seq of a log, or a number that a gateway gives. */
export const Seq = Type.Integer({ title: 'Seq', minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
/** A bound of time in a query, read by `parseSiteInstant`. */
export const Bound = Type.String({
  maxLength: 40,
  description: '日時（`Instant` と同じ書き方）。日付だけならその日の 0 時（庁舎の時間帯）',
});

/** The same where it ends a stretch of time. */
export const EndBound = Type.String({
  maxLength: 40,
  description:
    '日時（`Instant` と同じ書き方）。終わりで、この時刻は含まない。日付だけならその日の 0 時（庁舎の時間帯）で、その日は含まない',
});

/** By what was known at a moment, read like a bound. */
export const KnownAt = Type.String({
  maxLength: 40,
  description: '日時。この時点までに記録されたことだけで答える（なければ今までのすべて）',
});

/** One of these words. Written as `enum`: a union of literals is validated again, word by word, for every answer written. */
export function Choice<const Word extends string>(words: readonly Word[], options: TSchemaOptions = {}) {
  return Type.Unsafe<Word>({ ...options, type: 'string', enum: [...words] });
}

/** This shape where it means something of its own: said in place, because a shape with a title is written once. */
export function Described<Schema extends TSchema & { readonly title?: string }>(
  { title, ...shape }: Schema,
  description: string,
) {
  return Type.Unsafe<Static<Schema>>({ ...shape, description });
}

/** This, or null. */
export function Nullable<Schema extends TSchema>(schema: Schema, options: TSchemaOptions = {}) {
  return Type.Union([schema, Type.Null()], options);
}

/** How a reader names a card; any spelling of it (`canonicalCardKey`). */
export const CardKeyFields = {
  format: Type.String({ pattern: cardKeyPattern.format }),
  facility: Type.String({ pattern: cardKeyPattern.facility, default: '' }),
  number: Type.String({
    pattern: cardKeyPattern.number,
    description:
      '形式ごとに一つの書き方にそろえて扱う。wiegand-… は10進で先頭の0を除き、uid・felica-idm・iso15693-uid は16進の大文字で区切りを除く。ほかの形式は大文字にし、0も数える',
  }),
};

/** A card as somebody at a screen names it. */
export const CardNamed = Type.Object(CardKeyFields, { ...strict, title: 'CardNamed' });

export const SiteParams = Type.Object({ site: Uuid }, strict);

/** Until when something was known so: the seq that ended it. */
export const UntilSeq = Type.Integer({
  title: 'UntilSeq',
  description: 'この番号の記録で終わった。この番号は含まない',
});

/** Nothing, or an empty object. */
export const NoBody = Nullable(Type.Object({}, strict));

/** What an act says of itself and nothing else. */
export const Reason = Type.Object({ reason: Words }, { ...strict, title: 'Reason' });

/** What was made, by its id. */
export const Created = Type.Object({ id: Uuid }, { title: 'Created' });

/** The state after a step. */
export const Stepped = Type.Object({ state: Type.String() }, { title: 'Stepped' });

/** A step on an entry of a register that is open now, and the roles that may take it. */
export const RegisterStep = Type.Object(
  { step: Type.String(), says: Type.String(), by: Type.Array(Type.String()) },
  { title: 'RegisterStep' },
);

/** Done; there is nothing to say of it. */
export const Done = Type.Object({}, { title: 'Done' });

/** Who did something, as a log keeps it. */
export const ActorBody = Type.Object({ type: Type.String(), id: Type.String() }, { title: 'Actor' });

/** The entry that an act left in the site's log. */
export const Recorded = Type.Object({ seq: Type.Integer() }, { title: 'Recorded' });

export const PageQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  after: Type.Optional(Type.String({ maxLength: 200, description: 'The `next` of the page before' })),
};

/** The same where the list is in the order of registration: `after` is the last id read. */
export const ListQuery = { ...PageQuery, after: Type.Optional(Uuid) };

/** A page of a list; named after what it lists. */
export function PageOf<Item extends TSchema & { readonly title?: string }>(item: Item) {
  const title = item.title === undefined ? {} : { title: `${item.title}Page` };
  return Type.Object({ items: Type.Array(item), next: Nullable(Type.String()) }, title);
}

/** What people call the persons of an answer, by id: those whom whoever asks may know by name. */
export const Names = Type.Record(Type.String(), Type.String(), {
  title: 'Names',
  description: '人の識別子と氏名。見てよい人のものだけで、消去した氏名は「消去済」',
});

/** A page of a list that names persons, with their names. */
export function NamedPageOf<Item extends TSchema & { readonly title?: string }>(item: Item) {
  const title = item.title === undefined ? {} : { title: `${item.title}Page` };
  return Type.Object({ items: Type.Array(item), next: Nullable(Type.String()), names: Names }, title);
}

/** A date of ours as the API writes it: RFC 3339, UTC. */
export function instantText(date: Date): string {
  return date.toISOString();
}
