import { hash } from 'node:crypto';
import { canonicalCardKey } from '../kernel/canonical-card-key.ts';
import { isInstant } from '../kernel/is-instant.ts';
import { sortedKeys } from '../kernel/sorted-keys.ts';
import type { GatewayEvent } from './gateway-event.ts';

type Raw = Readonly<Record<string, unknown>>;

/**
 * SHA-256 of what an event says, however it is spelt: in whatever order its fields stand, whichever offset its time has, and
 * whether a field is empty or left out. What could not be read counts as it was received. `read`: the event as far as it could be.
 */
export function digestEvent(raw: Raw, read: GatewayEvent | undefined): Buffer {
  return digestText(spelled(merged(raw, readFields(raw, read))));
}

/**
 * Whether a digest is that of this event. Receipts from before digests were made of what an event says hold that of the text
 * received.
 */
export function isOfSameEvent(
  digest: Buffer,
  event: { readonly digest: Buffer; readonly received: string },
): boolean {
  return digest.equals(event.digest) || digest.equals(digestText(event.received));
}

function digestText(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** The event as it was read; what could not be read is missing. */
function readFields(raw: Raw, read: GatewayEvent | undefined): Raw {
  const at = typeof raw.at === 'string' && isInstant(raw.at) ? spelledInstant(raw.at) : undefined;
  if (read?.kind !== 'card-read') return { ...read, at };
  const card = read.card && { ...membersOf(raw.card), ...read.card, ...canonicalCardKey(read.card) };
  const decided = read.decided && { ...membersOf(raw.decided), ...read.decided };
  return { ...read, at, card, decided };
}

/** The moment in UTC, with every digit of its second that says something. */
function spelledInstant(at: string): string {
  const second = new Date(Math.floor(Date.parse(at) / 1000) * 1000)
    .toISOString()
    .slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  const fraction = /\.(\d*[1-9])/.exec(at)?.[0] ?? '';
  return `${second}${fraction}Z`;
}

/** The members of both; where the second says something, it is what is said. */
function merged(raw: Raw, read: Raw): Raw {
  const both: Record<string, unknown> = { ...raw };
  for (const name of Object.keys(read)) if (isSaid(read[name])) both[name] = read[name];
  return both;
}

/** JSON with the members of its objects in order, without those that say nothing. Every event passes here: nothing is copied. */
function spelled(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(spelled).join(',')}]`;
  let members = '';
  for (const name of sortedKeys(value)) {
    const member: unknown = Reflect.get(value, name);
    if (isSaid(member)) members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${spelled(member)}`;
  }
  return `{${members}}`;
}

function isSaid(member: unknown): boolean {
  return member !== undefined && member !== null;
}

function membersOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
