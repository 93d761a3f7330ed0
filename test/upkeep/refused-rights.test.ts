import { describe, expect, expectTypeOf, it } from 'vitest';
import { type NotYours, problems, type Refusal } from '../../src/kernel/problem.ts';
import { sourceFiles } from '../support/source-files.ts';

/** The words of each 403 in the code: a literal beside it, or what stands under their name before it or anywhere in the file. */
const refused = sourceFiles().flatMap(({ file, text }) => {
  const withWords =
    /code: '(?:forbidden|self-approval|proof-required|password-change-required|second-factor-required|elevation-required)',\s*detail(?::\s*(?:['`](.*?)['`]|(\w+)))?/gs;
  return [...text.matchAll(withWords)].map(({ 1: words, 2: name = 'detail', index }) => ({
    file,
    words: words ?? literalsOf(name, text.slice(0, index)).at(-1) ?? literalsOf(name, text).at(0),
  }));
});

function literalsOf(name: string, text: string): readonly (string | undefined)[] {
  return [...text.matchAll(new RegExp(`const ${name} =\\s*'(.*?)'`, 'gs'))].map(([, words]) => words);
}

describe('a 403', () => {
  it('is answered without words by no use case: the compiler refuses it', () => {
    expectTypeOf<{ code: NotYours }>().not.toExtend<Refusal>();
    expectTypeOf<{ code: NotYours; detail: string }>().toExtend<Refusal>();
    const codes = Object.entries(problems).flatMap(([code, { status }]) => (status === 403 ? [code] : []));
    expectTypeOf<keyof { [Code in NotYours]: Code }>().toEqualTypeOf<
      | 'forbidden'
      | 'self-approval'
      | 'proof-required'
      | 'password-change-required'
      | 'second-factor-required'
      | 'elevation-required'
    >();
    expect(codes.toSorted()).toEqual([
      'elevation-required',
      'forbidden',
      'password-change-required',
      'proof-required',
      'second-factor-required',
      'self-approval',
    ]);
  });

  it('says in Japanese who may', () => {
    const nobody = refused.filter(
      ({ words }) =>
        words !== undefined && !/人|者|受付|警備|役割|当直|訪問相手|自分の審査として|\$\{/.test(words),
    );
    expect(nobody).toEqual([]);
    const elsewhere = refused.filter(({ words }) => words === undefined);
    expect(elsewhere.map(({ file }) => file)).toEqual(['dual-control/judge-register-step.ts']);
    expect(refused.length).toBeGreaterThan(80);
  });
});
