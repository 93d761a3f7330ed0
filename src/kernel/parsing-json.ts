import type { Slices } from './in-slices.ts';
import { endOfString, jsonBytes } from './json-bytes.ts';

const { quote, comma, colon, openBracket, closeBracket, openBrace, closeBrace } = jsonBytes;

/** How a piece of JSON text is parsed; throws on what is none. */
type ParsePiece = (piece: string) => unknown;

/** Bytes that are looked at in a slice. */
const lookedAt = 262_144;

/**
 * Parses a JSON text as `parse` does, piece by piece: arrays and objects of more than `pieceBytes` are taken apart, and what
 * lies next to each other in them is parsed together up to so many bytes. Throws a SyntaxError where `parse` would throw. The text must not be
 * nested deeper than the stack (`measuringJson`).
 */
export function* parsingJson(text: Buffer, parse: ParsePiece, pieceBytes: number): Slices<unknown> {
  return yield* valueIn({ text, parse, pieceBytes }, 0, text.length);
}

type Source = { readonly text: Buffer; readonly parse: ParsePiece; readonly pieceBytes: number };

function* valueIn(source: Source, from: number, to: number): Slices<unknown> {
  const { text, parse, pieceBytes } = source;
  const [start, end] = withoutBlanks(text, from, to);
  const isList = text[start] === openBracket && text[end - 1] === closeBracket;
  const isObject = text[start] === openBrace && text[end - 1] === closeBrace;
  if (end - start <= pieceBytes || !(isList || isObject)) {
    yield;
    return parse(text.toString('utf8', from, to));
  }
  return isList ? yield* listIn(source, start + 1, end - 1) : yield* objectIn(source, start + 1, end - 1);
}

function* listIn(source: Source, start: number, end: number): Slices<unknown[]> {
  const list: unknown[] = [];
  for (const piece of yield* piecesIn(source, start, end)) {
    if (piece.isWhole) list.push(yield* valueIn(source, piece.start, piece.end));
    else for (const item of parsedList(source, piece)) list.push(item);
    yield;
  }
  return list;
}

function* objectIn(source: Source, start: number, end: number): Slices<object> {
  const object = {};
  for (const piece of yield* piecesIn(source, start, end)) {
    if (piece.isWhole) {
      const [key, place] = keyIn(source, piece);
      put(object, key, yield* valueIn(source, place + 1, piece.end));
    } else {
      const members = Object(source.parse(`{${source.text.toString('utf8', piece.start, piece.end)}}`));
      for (const key of Object.keys(members)) put(object, key, members[key]);
    }
    yield;
  }
  return object;
}

/** Elements that lie next to each other, with the commas between; or, `isWhole`, one that is larger than a piece. */
type Piece = { readonly start: number; readonly end: number; readonly isWhole: boolean };

/** The elements between two brackets in pieces. */
function* piecesIn({ text, pieceBytes }: Source, start: number, end: number): Slices<readonly Piece[]> {
  const pieces: Piece[] = [];
  let pieceStart = start;
  let elementStart = start;
  let depth = 0;

  function endElement(at: number): void {
    const [first, last] = withoutBlanks(text, elementStart, at);
    const isOnly = elementStart === start && at === end;
    if (first === last && !isOnly) throw new SyntaxError('an element is missing');
    const isWhole = at - elementStart > pieceBytes;
    if (isWhole && pieceStart < elementStart)
      pieces.push({ start: pieceStart, end: elementStart - 1, isWhole: false });
    if (isWhole || at - pieceStart > pieceBytes || at === end) {
      pieces.push({ start: isWhole ? elementStart : pieceStart, end: at, isWhole: isWhole && first < last });
      pieceStart = at + 1;
    }
    elementStart = at + 1;
  }

  for (let index = start; index < end; index += 1) {
    if (index % lookedAt === 0) yield;
    const byte = text[index];
    if (byte === quote) index = endOfString(text, index);
    else if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    else if (byte === comma && depth === 0) endElement(index);
    if (depth < 0) throw new SyntaxError('a bracket too many');
  }
  endElement(end);
  return pieces;
}

function parsedList({ text, parse }: Source, { start, end }: Piece): readonly unknown[] {
  const items = parse(`[${text.toString('utf8', start, end)}]`);
  if (!Array.isArray(items)) throw new SyntaxError('no list');
  return items;
}

/** The key of the only member of a piece, and where its colon stands. */
function keyIn({ text, parse }: Source, { start, end }: Piece): readonly [key: string, place: number] {
  const [first] = withoutBlanks(text, start, end);
  const close = text[first] === quote ? endOfString(text, first) : end;
  const [place] = withoutBlanks(text, close + 1, end);
  if (text[place] !== colon) throw new SyntaxError('a member without a key');
  return [String(parse(text.toString('utf8', first, close + 1))), place];
}

/** Like JSON.parse: `__proto__` is a member as any other. */
function put(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

function withoutBlanks(text: Buffer, from: number, to: number): readonly [start: number, end: number] {
  let [start, end] = [from, to];
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return [start, end];
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
