import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldsTold } from '../../src/authority/fields-told/fields-told.ts';
import { seenBy } from '../../src/authority/seen-by.ts';

/** The rows of one section of docs/who-sees-what.md, cell by cell. */
function documented(section: string): readonly (readonly string[])[] {
  const [, after = ''] = readFileSync('docs/who-sees-what.md', 'utf8').split(`\n## ${section}\n`);
  const [part = ''] = after.split('\n## ');
  const rows = part.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const said = (yes: boolean) => (yes ? 'yes' : 'no');

describe('docs/who-sees-what.md', () => {
  it('says of every role what it sees', () => {
    const roles = Object.entries(seenBy).map(([role, seen]) => [
      role,
      seen.zones,
      seen.hiddenRooms,
      seen.persons,
      said(seen.personnel),
      said(seen.examinations),
      seen.cardNumbers ? 'whole' : 'masked',
    ]);
    expect(documented('By role')).toEqual(roles);
  });

  it('says of every field that is not told to every reader what it tells', () => {
    const fields = Object.entries(fieldsTold).flatMap(([path, told]) =>
      Object.entries(told)
        .filter(([telling]) => telling !== 'reader')
        .flatMap(([telling, names]) =>
          names.map((name) => `${path} ${name.replace(/^items\.\*\./, '')} ${telling}`),
        ),
    );
    const rows = documented('By field').flatMap(([path = '', cell = '', telling = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, field]) => `${path} ${field} ${telling}`),
    );
    expect(rows).toEqual(fields);
  });
});
