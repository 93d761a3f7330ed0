import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, seq } from '../db/columns.ts';

/**
 * Bearer tokens, and the sessions of people who signed in: 256 random bits behind a public id, stored as SHA-256, naming a person or a
 * machine. Whatever finds, confirms or ends the holder of one does so of the other.
 */
export const apiTokens = pgTable(
  'api_tokens',
  {
    tokenId: text('token_id').primaryKey(),
    /** How the secret comes: a token in `Authorization`, a session in its cookie; neither counts in the other's place. */
    kind: text('kind').$type<'token' | 'session'>().notNull().default('token'),
    hash: bytes('hash').notNull(),
    holderType: text('holder_type').notNull(),
    /** A person's id, a gateway's id or a machine's name. */
    holderId: text('holder_id').notNull(),
    /** The site of a gateway; a gateway belongs to one site for life. */
    siteId: uuid('site_id'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    index('api_tokens_holder').on(table.holderType, table.holderId),
    // The first of a gateway: of one name there is one at every site.
    index('api_tokens_gateway')
      .on(table.siteId, table.holderId, table.createdAt)
      .where(sql`holder_type = 'gateway'`),
    check('api_tokens_kind', sql`kind in ('token', 'session')`),
  ],
);

/** On which day a token was last let in, beside its row, which every batch reads: written at most once a day, and by no act. */
export const tokenUses = pgTable('token_uses', {
  tokenId: text('token_id').primaryKey(),
  usedAt: instant('used_at').notNull(),
});

/**
 * What changes of a session while it is used, beside its row in `api_tokens`, which every batch reads: written at most once a minute, and
 * by no act. Deleted a day after the session is over.
 */
export const sessions = pgTable(
  'sessions',
  {
    tokenId: text('token_id').primaryKey(),
    personId: uuid('person_id').notNull(),
    loginId: text('login_id').notNull(),
    /** How its person signed in, and from which network. */
    method: text('method').$type<SignInMethod>().notNull(),
    /** What they showed beside it; null where nothing was. */
    secondFactor: text('second_factor').$type<SecondFactor>(),
    network: text('network').notNull(),
    usedAt: instant('used_at').notNull(),
    /** Unused until then it ends. */
    idleUntil: instant('idle_until').notNull(),
    /** When its person last showed who they are; null = it was begun by a program that did not know of this. */
    provedAt: instant('proved_at'),
    /** The console it began at; null anywhere else. */
    consoleId: uuid('console_id'),
    /** The 識別カード it was begun by, and since which seq it was as it was then; null = by none. */
    cardId: uuid('card_id'),
    cardSeq: seq('card_seq'),
    /** Until then its person keeps the console; from then on it only reads. Null = it is kept for no shift. */
    shiftUntil: instant('shift_until'),
    /** From then on its screen is locked, unless a use puts it off; null = it does not lock by rest. */
    locksAt: instant('locks_at'),
    /** Until when 管理者権限 that rests counts in it; null = it was never taken up. */
    elevatedUntil: instant('elevated_until'),
  },
  (table) => [
    index('sessions_person').on(table.personId),
    index('sessions_console').on(table.consoleId).where(sql`console_id is not null`),
  ],
);

/** By what a person shows who they are. */
export type SignInMethod = 'password' | 'card-and-pin' | 'sealed-credential' | 'passkey' | 'single-sign-on';

/** What they show beside that: to us, or to the provider that says so. */
export type SecondFactor = 'totp' | 'recovery-code' | 'passkey' | 'provider';
