import type { Subset } from 'fontkit';
import { lettersOf } from './letters-of.ts';
import type { Glyph, Typeface } from './typeface.ts';

/** Letters that stand behind one another in one part of the font: the part, and the bytes by which a page names them. */
export type SetRun = { readonly part: FontPart; readonly hex: string };

/** A part of the font as it stands in the file. */
export type FontPart = { readonly name: string; readonly dictionary: PDFKit.PDFKitReference };

type OpenPart = FontPart & {
  readonly subset: Subset;
  readonly advances: number[];
  readonly letters: string[];
};

/** Stands for a letter the font lacks. */
const geta = '〓';
/** A part is packed in one go: of so many glyphs that takes some milliseconds. */
const mostGlyphs = 200;

/**
 * The font of one PDF: in parts, each of the letters that were met while it was filled, so that none takes long to pack. A letter the font
 * lacks is set as 〓 and counted.
 */
export function buildEmbeddedType(doc: PDFKit.PDFDocument, typeface: Typeface) {
  const parts: OpenPart[] = [];
  const placed = new Map<number, { readonly part: OpenPart; readonly code: string }>();
  const lacking = new Map<string, number>();
  const substitute = typeface.glyphOf(geta);
  if (substitute === undefined) throw new Error('the font has no 〓');

  function open(): OpenPart {
    const part: OpenPart = {
      name: `F${parts.length + 1}`,
      dictionary: doc.ref({}),
      subset: typeface.newSubset(),
      advances: [0],
      letters: [''],
    };
    parts.push(part);
    return part;
  }

  function place(glyph: Glyph, letter: string) {
    const known = placed.get(glyph.id);
    if (known !== undefined) return known;
    const last = parts.at(-1);
    const isFull = last === undefined || last.letters.length > mostGlyphs;
    if (last !== undefined && isFull) pack(doc, typeface, last);
    const part = isFull ? open() : last;
    // A subset numbers its glyphs in the order they are included, behind the one for none.
    part.subset.includeGlyph(typeface.font.getGlyph(glyph.id));
    const code = part.letters.length;
    part.advances.push(glyph.advance);
    part.letters.push(letter);
    const placedNow = { part, code: code.toString(16).padStart(4, '0') };
    placed.set(glyph.id, placedNow);
    return placedNow;
  }

  return {
    lacking: lacking as ReadonlyMap<string, number>,
    /** How wide a letter is, in thousandths of the size. */
    advanceOf: (letter: string): number => (typeface.glyphOf(letter) ?? substitute).advance,
    /** The bytes of a line, by the parts of the font they are of. */
    set(line: string): readonly SetRun[] {
      const runs: { part: OpenPart; hex: string }[] = [];
      for (const letter of lettersOf(line)) {
        const glyph = typeface.glyphOf(letter);
        if (glyph === undefined) lacking.set(letter, (lacking.get(letter) ?? 0) + 1);
        const { part, code } = place(glyph ?? substitute, glyph === undefined ? geta : letter);
        const last = runs.at(-1);
        if (last?.part === part) last.hex += code;
        else runs.push({ part, hex: code });
      }
      return runs;
    },
    /** Packs what is still open; nothing is set behind it. */
    end(): void {
      const last = parts.at(-1);
      if (last !== undefined) pack(doc, typeface, last);
    },
  };
}

/** Writes a part into the file (ISO 32000-1, 9.7): its outlines, how wide each letter is, and which letter it is. */
function pack(doc: PDFKit.PDFDocument, { font }: Typeface, part: OpenPart): void {
  const scale = 1000 / font.unitsPerEm;
  const name = `${part.name.padStart(6, 'A').replaceAll(/\d/g, (digit) => String.fromCharCode(65 + Number(digit)))}+${font.postscriptName}`;
  const file = doc.ref({});
  file.end(part.subset.encode());
  const { bbox } = font;
  const descriptor = doc.ref({
    Type: 'FontDescriptor',
    FontName: name,
    Flags: 4,
    FontBBox: [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map((edge) => edge * scale),
    ItalicAngle: 0,
    Ascent: font.ascent * scale,
    Descent: font.descent * scale,
    CapHeight: font.capHeight * scale,
    StemV: 80,
    FontFile2: file,
  });
  descriptor.end(undefined);
  const descendant = doc.ref({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: name,
    CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    CIDToGIDMap: 'Identity',
    W: [0, part.advances],
  });
  descendant.end(undefined);
  const unicode = doc.ref({});
  unicode.end(lettersByCode(part.letters));
  Object.assign(part.dictionary.data, {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: unicode,
  });
  part.dictionary.end(undefined);
}

/** Which letter each code is, so that what is printed can be searched and copied. */
function lettersByCode(letters: readonly string[]): string {
  const lines = letters.flatMap((letter, code) =>
    letter === '' ? [] : [`<${code.toString(16).padStart(4, '0')}> <${utf16(letter)}>`],
  );
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, nth) =>
    lines.slice(nth * 100, nth * 100 + 100),
  );
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.map((block) => `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`).join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

function utf16(letter: string): string {
  return Buffer.from(letter, 'utf16le').swap16().toString('hex');
}
