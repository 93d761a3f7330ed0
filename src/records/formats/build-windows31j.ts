/** A text in an encoding, and the characters that it has no place for, with how often each was met. */
export type Written = { readonly bytes: Buffer; readonly unwritten: ReadonlyMap<string, number> };

type Decoder = InstanceType<typeof TextDecoder>;

/** Stands for what cannot be written (JIS X 0208 2-14). */
const geta = Buffer.from([0x81, 0xac]);

/** Characters that Unicode has twice: what people type, and what Windows-31J is read back as. */
const twins: Readonly<Record<string, string>> = {
  '〜': '～',
  '−': '－',
  '‖': '∥',
  '—': '―',
  '¢': '￠',
  '£': '￡',
  '¬': '￢',
};

/** Encodes texts as Windows-31J, by what the platform's own decoder reads: of two places of a character the one Windows writes. */
export function buildWindows31j(): (text: string) => Written {
  const places = placesOfCharacters();
  return (text) => {
    const parts: Buffer[] = [];
    const unwritten = new Map<string, number>();
    for (const { segment } of graphemes.segment(text)) {
      const known = [...segment].map((character) => places.get(twins[character] ?? character));
      // A letter with its marks stands or falls as one: without a variation selector it is another letter.
      if (known.every((place) => place !== undefined)) parts.push(...known);
      else {
        parts.push(geta);
        unwritten.set(segment, (unwritten.get(segment) ?? 0) + 1);
      }
    }
    return { bytes: Buffer.concat(parts), unwritten };
  };
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

function placesOfCharacters(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder('shift_jis', { fatal: true });
  const places = new Map<string, Buffer>();
  const place = (bytes: readonly number[]) => {
    const character = decoded(decoder, bytes);
    if (character !== undefined && !isPrivate(character)) places.set(character, Buffer.from(bytes));
  };
  // NEC's selection of IBM's (0xed, 0xee) is what Windows never writes; NEC's row 13 it does, and IBM's own before all.
  for (const lead of [...range(0x81, 0x9f), ...range(0xe0, 0xec), ...range(0xfa, 0xfc)]) {
    for (const trail of range(0x40, 0xfc)) {
      const known = decoded(decoder, [lead, trail]);
      if (trail !== 0x7f && known !== undefined && !places.has(known)) place([lead, trail]);
    }
  }
  for (const byte of [...range(0x00, 0x7f), ...range(0xa1, 0xdf)]) place([byte]);
  return places;
}

function decoded(decoder: Decoder, bytes: readonly number[]): string | undefined {
  try {
    const text = decoder.decode(Uint8Array.from(bytes));
    return [...text].length === 1 ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Whatever each office drew there for itself. */
function isPrivate(character: string): boolean {
  return /\p{Co}/u.test(character);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
}
