import { lettersOf } from './letters-of.ts';

/** The lines of a text within a width, in thousandths of its size: broken between any two letters, as Japanese is. */
export function wrapLines(
  text: string,
  width: number,
  advanceOf: (letter: string) => number,
): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let taken = 0;
    for (const letter of lettersOf(paragraph)) {
      const advance = advanceOf(letter);
      if (taken + advance > width && line !== '') {
        lines.push(line);
        line = '';
        taken = 0;
      }
      line += letter;
      taken += advance;
    }
    return [...lines, line];
  });
}
