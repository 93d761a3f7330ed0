import { isCode } from '../../kernel/ids.ts';
import { parseName } from '../../kernel/parse-name.ts';
import { timePattern } from '../../zones/plan/open-hours.ts';
import { languagePattern, longestLanguage } from '../planning/language-pattern.ts';
import type { AnnouncedThing } from '../registry/tables.ts';

const isTime = new RegExp(timePattern);

/** A time of day, `9:30`. */
export function parseTime(cell: string): string | undefined {
  const [, hour = '', minute] = /^(\d{1,2}):(\d\d)$/.exec(cell) ?? [];
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return isTime.test(time) ? time : undefined;
}

/** Codes with spaces between them. */
export function parseCodes(cell: string): readonly string[] | undefined {
  const codes = [...new Set(cell.split(/\s+/))];
  return codes.every(isCode) ? codes : undefined;
}

/** Whether a member is a child: a tick, or a word for one. An empty cell is no child. */
export function parseChild(cell: string): true | undefined {
  return ['○', '〇', '1', 'はい', '子ども'].includes(cell) ? true : undefined;
}

const mostThings = 50;
const longestWords = 2000;

/** Things announced, each a code of its kind and what it is: `pc:ノートPC;camera:一眼レフ`. */
export function parseThings(cell: string): readonly AnnouncedThing[] | undefined {
  const things = cell
    .split(/[;；]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [kind = '', ...rest] = one.split(/[:：]/);
      return { kind: kind.trim(), words: rest.join(':').trim() };
    });
  const isRead = ({ kind, words }: AnnouncedThing) =>
    isCode(kind) && parseName(words).ok && words.length <= longestWords;
  return things.length > 0 && things.length <= mostThings && things.every(isRead) ? things : undefined;
}

/** A language, BCP 47. */
export function parseLanguage(cell: string): string | undefined {
  return new RegExp(languagePattern).test(cell) && cell.length <= longestLanguage ? cell : undefined;
}
