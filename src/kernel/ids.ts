import { v7 } from 'uuid';

type Id<Name extends string> = string & { readonly __id: Name };

export type SiteId = Id<'site'>;

/**
 * The ministry's own log stands beside the sites' logs under this id.
 * It sorts before every UUIDv7, so heads taken in ascending id take the ministry's first.
 */
export const ministryLogId = '00000000-0000-0000-0000-000000000000' as SiteId;

/** A new UUIDv7 (RFC 9562 §5.7): made here and never by the database, so that sites can be distributed. */
export function newId<Name extends string>(): Id<Name> {
  return v7() as Id<Name>;
}

/** Whether the text is a UUID as we write it: lower case, because ids are compared as text; `urn:uuid:` is none the database reads. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** What officers call a thing by (`3f-server`): a zone, a door, a kind. */
export const codePattern = '^[a-z0-9][a-z0-9-]{0,62}$';

const code = new RegExp(codePattern);

export function isCode(text: string): boolean {
  return code.test(text);
}
