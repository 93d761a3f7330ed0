import { sortedKeys } from '../../kernel/sorted-keys.ts';

/** Canonical JSON (RFC 8785). Throws on what JSON cannot say: NaN, a lone surrogate, a function. */
export function canonicalJson(value: object): string {
  return write(value);
}

/**
 * The same text piece by piece, for what is too large to be written in one go: objects are taken apart, and the lists in them
 * to their items.
 */
export function* canonicalPieces(value: unknown): Generator<string, void> {
  if (typeof value !== 'object' || value === null) yield write(value);
  else if (Array.isArray(value)) yield* piecesOfList(value);
  else yield* piecesOfObject(value);
}

function* piecesOfList(list: readonly unknown[]): Generator<string, void> {
  yield '[';
  for (const [index, item] of list.entries()) yield `${index === 0 ? '' : ','}${write(item)}`;
  yield ']';
}

function* piecesOfObject(value: object): Generator<string, void> {
  yield '{';
  let comma = '';
  for (const key of sortedKeys(value)) {
    const member: unknown = Reflect.get(value, key);
    if (member === undefined) continue;
    yield `${comma}${leadOf(key)}`;
    comma = ',';
    yield* canonicalPieces(member);
  }
  yield '}';
}

// Our own: every entry passes here, and the usual library took 9 % of the whole endpoint. A test holds the two equal.
function write(value: unknown): string {
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON cannot say a ${typeof value}`);
  return writeObject(value);
}

function writeObject(value: object): string {
  let members = '';
  for (const key of sortedKeys(value)) {
    const member: unknown = Reflect.get(value, key);
    if (member !== undefined) members += (members === '' ? '{' : ',') + leadOf(key) + write(member);
  }
  return members === '' ? '{}' : `${members}}`;
}

/** Names of members as they lead to their values, each written once. Ours are short and some hundreds; others fill no memory. */
const leads = new Map<string, string>();
const mostLeads = 1_000;
const longestLead = 40;

function leadOf(key: string): string {
  const known = leads.get(key);
  if (known !== undefined) return known;
  const lead = `${writeText(key)}:`;
  if (leads.size < mostLeads && key.length <= longestLead) leads.set(key, lead);
  return lead;
}

/** Printable ASCII without quote and backslash stands for itself. */
const plain = /^[ !#-[\]-~]*$/;

function writeText(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate is no character');
  return JSON.stringify(text);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON cannot say ${value}`);
  return JSON.stringify(value);
}
