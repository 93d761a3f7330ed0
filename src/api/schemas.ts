import { type TSchema, Type } from 'typebox';

/** Shapes that many routes share. */

/** A pattern that text of blanks alone does not match; 全角 spaces are blanks too. */
export const notBlank = '\\S';

export const strict = { additionalProperties: false } as const;

/** Lower case only: an id is compared as text with what the record holds. */
export const Uuid = Type.String({ format: 'uuid', pattern: '^[0-9a-f-]{36}$' });
export const Code = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' });
export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339 with offset' });
/** A name of a thing: whoever reads it must see what was written (`parseName`). */
export const Name = Type.String({ minLength: 1, maxLength: 200, format: 'name' });
/** Free words of a person: a reason, a basis, a note. Blanks say nothing. */
export const Words = Type.String({ minLength: 1, maxLength: 2000, pattern: notBlank });

export const SiteParams = Type.Object({ site: Uuid }, strict);

export const PageQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  after: Type.Optional(Type.String({ maxLength: 200, description: 'The `next` of the page before' })),
};

export function PageOf<Item extends TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) });
}

/** A date of ours as the API writes it: RFC 3339, UTC. */
export function instantText(date: Date): string {
  return date.toISOString();
}
