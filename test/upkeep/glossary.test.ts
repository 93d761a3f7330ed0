import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const elsewhere = /(-routes|-schemas)\.ts$|^(api|cli|db|demo|replay)\//;
const documented = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(?:export )?(?:type|const) ([A-Z]\w+)\b/g;
const declared = /^(?:export )?(?:type|const|class) ([A-Z]\w+)\b/gm;
const exported = /^export (?:type|const|class) ([A-Z]\w+)\b/gm;
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);
const sources = files.map((path) => ({ path, text: readFileSync(join('src', path), 'utf8') }));

/** Exported domain types that embody a term: their doc comment holds it. */
const terms = sources
  .filter(({ path }) => !elsewhere.test(path))
  .flatMap(({ text }) => {
    const shown = new Set([...text.matchAll(exported)].map(([, name]) => name));
    return [...text.matchAll(documented)]
      .filter(([, comment = '', name]) => japanese.test(comment) && shown.has(name))
      .map(([, , name = '']) => name);
  });

const listed = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));

describe('docs/glossary.md', () => {
  it('lists every exported domain type whose comment holds a Japanese term', () => {
    expect(terms.length).toBeGreaterThan(15);
    expect(terms.filter((name) => !listed.includes(name))).toEqual([]);
  });

  it('lists no type that is not there, and nothing twice', () => {
    const known = new Set(
      sources.flatMap(({ text }) => [...text.matchAll(declared)].map(([, name]) => name)),
    );
    expect(listed.filter((name) => /^[A-Z]/.test(name) && !known.has(name))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('has one meaning for 一時通行証, the pass of a visitor, which is its title alone', () => {
    const named = sources.filter(({ text }) => text.includes('一時通行証')).map(({ path }) => path);
    expect(named).toEqual([join('desk', 'printing', 'pass-page.ts')]);
    const docs = readdirSync('docs').filter((name) => name.endsWith('.md'));
    const told = docs.filter((name) => readFileSync(join('docs', name), 'utf8').includes('一時通行証'));
    expect(told).toEqual(['glossary.md']);
  });

  it('knows only words the sources use', () => {
    const words = listed.filter((name) => !/^[A-Z]/.test(name));
    const all = sources.map(({ text }) => text).join('\n');
    expect(words.filter((word) => !all.includes(word))).toEqual([]);
  });
});
