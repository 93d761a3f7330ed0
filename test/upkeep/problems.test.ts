import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problems } from '../../src/kernel/problem.ts';

type Row = { readonly code: string; readonly status: number; readonly title: string; readonly when: string };

const documented: readonly Row[] = readFileSync('docs/problems.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| code'))
  .map((line) => {
    const [code = '', status = '', title = '', when = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    return { code, status: Number(status), title, when };
  });

describe('docs/problems.md', () => {
  it('lists every problem of the registry as it is, and no other', () => {
    const shown = documented.map(({ code, status, title }) => [code, { status, title }]);
    expect(Object.fromEntries(shown)).toEqual(problems);
    expect(documented).toHaveLength(Object.keys(problems).length);
  });

  it('says of each when it is answered', () => {
    expect(documented.filter(({ when }) => when === '').map(({ code }) => code)).toEqual([]);
  });
});
