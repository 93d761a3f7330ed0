import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/access/decide/explanation.ts';
import { notes } from '../../src/access/decide/notes.ts';
import { reasons } from '../../src/access/decide/reasons.ts';
import { comingNotes } from '../../src/access/doors/coming-notes.ts';
import { doorNotes } from '../../src/access/doors/door-notes.ts';

type Explained = readonly (readonly [code: string, explanation: Explanation])[];

const noted: Explained = [notes, doorNotes, comingNotes].flatMap((table) => Object.entries(table));
const explained: Explained = [...Object.entries(reasons), ...noted];
const home = /^access\/(decide\/(reasons|notes)|doors\/(door|coming)-notes)\.ts$/;

/** The rows of one section of docs/reasons.md, cell by cell. */
function documented(section: string): readonly (readonly string[])[] {
  const text = readFileSync('docs/reasons.md', 'utf8');
  const [, after = ''] = text.split(`\n## ${section}\n`);
  const [part = ''] = after.split('\n## ');
  return part
    .split('\n')
    .filter((line) => /^\| [a-z]/.test(line) && !line.startsWith('| code'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function rowOf([code, { says, fix }]: Explained[number]): readonly string[] {
  return [code, says.ja, says.en, fix?.ja ?? '—', fix?.en ?? '—'];
}

describe('the words of reasons and notes', () => {
  it('are there in both languages for every code, and so is what mends it where something is to be mended', () => {
    const texts = explained.flatMap(([, { says, fix }]) => [
      says.ja,
      says.en,
      ...(fix ? [fix.ja, fix.en] : []),
    ]);
    expect(texts.filter((text) => text.trim() === '' || text !== text.trim())).toEqual([]);
  });

  it('tell one code from another in either language', () => {
    const japanese = explained.map(([, { says }]) => says.ja);
    const english = explained.map(([, { says }]) => says.en);
    expect(new Set(japanese).size).toBe(explained.length);
    expect(new Set(english).size).toBe(explained.length);
    expect(new Set(explained.map(([code]) => code)).size).toBe(explained.length);
  });

  it('are short enough to be taken in at a glance, and never call a passage 許可 or 不許可', () => {
    const japanese = explained.map(([, { says }]) => says.ja);
    expect(japanese.filter((words) => words.length > 20 || words.endsWith('。'))).toEqual([]);
    expect(japanese.filter((words) => /許可/.test(words.replaceAll('継続的立入許可', '')))).toEqual([]);
  });

  it('stand in no other file', () => {
    const others = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !home.test(path),
    );
    const copies = others.flatMap((path) => {
      const text = readFileSync(join('src', path), 'utf8');
      return explained.filter(([, { says }]) => text.includes(says.ja)).map(([code]) => `${path}: ${code}`);
    });
    expect(copies).toEqual([]);
  });
});

const leaving = { refused: '通行不可', alarmed: '警報', noted: '—' };

describe('docs/reasons.md', () => {
  it('lists every reason as it is, and no other', () => {
    const rows = Object.entries(reasons).map(([code, reason]) => {
      const [, japanese = '', english = '', ...mended] = rowOf([code, reason]);
      return [code, japanese, english, leaving[reason.whenLeaving], ...mended];
    });
    expect(documented('Reasons')).toEqual(rows);
  });

  it('lists every note of a passage, of a door and of how an event came as it is, and no other', () => {
    expect(documented('Notes of a passage')).toEqual(Object.entries(notes).map(rowOf));
    expect(documented('Notes of an event of a door or gateway')).toEqual(
      Object.entries(doorNotes).map(rowOf),
    );
    expect(documented('Notes of how an event came')).toEqual(Object.entries(comingNotes).map(rowOf));
  });
});
