const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const mayJoin = /[\p{M}\p{Cf}\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}]/u;

/** The letters of a text, each with its marks: without a variation selector it is another letter. */
export function lettersOf(text: string): readonly string[] {
  // Segmenting costs ten times as much as spreading, and few texts need it.
  return mayJoin.test(text) ? [...graphemes.segment(text)].map(({ segment }) => segment) : [...text];
}
