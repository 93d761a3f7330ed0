import { createRequire } from 'node:module';
import { type Font, open, type Subset } from 'fontkit';

/** One letter as it is set: its glyph, and how far it moves the pen, in thousandths of the size. */
export type Glyph = { readonly id: number; readonly advance: number };

/** The letters of the embedded font (Noto Sans JP, SIL OFL 1.1). */
export type Typeface = {
  readonly font: Font;
  /** The glyph of a letter with its marks; undefined where the font lacks one, also of its variation. */
  readonly glyphOf: (letter: string) => Glyph | undefined;
  readonly newSubset: () => Subset;
};

const file = '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf';

/** Reads the font that every PDF embeds. */
export async function loadTypeface(): Promise<Typeface> {
  const font = await open(createRequire(import.meta.url).resolve(file));
  if (!('glyphForCodePoint' in font)) throw new Error(`${file} holds several fonts`);
  const known = new Map<string, Glyph | undefined>();
  const find = (letter: string): Glyph | undefined => {
    const codePoint = letter.codePointAt(0) ?? 0;
    const isWhole = letter.length === String.fromCodePoint(codePoint).length;
    if (!isWhole || !font.hasGlyphForCodePoint(codePoint)) return undefined;
    const { id, advanceWidth } = font.glyphForCodePoint(codePoint);
    return { id, advance: (advanceWidth * 1000) / font.unitsPerEm };
  };
  return {
    font,
    glyphOf(letter) {
      // By its composed form: か with a mark of its own is drawn as が.
      if (!known.has(letter)) known.set(letter, find(letter.normalize('NFC')));
      return known.get(letter);
    },
    newSubset: () => font.createSubset(),
  };
}
