import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFolder } from '../../src/db/package-folder.ts';

const textOf = (name: string) => readFileSync(join(packageFolder(), name), 'utf8');

/** The rows of the tables of docs/security.md: what it is about, what is done, and by which test it is shown. */
const rows = textOf('docs/security.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()))
  .filter(([, , shown]) => shown !== '試験');

const test = /^`(test\/[\w/.-]+\.test\.ts)` (.+)$/;

/** 安全なウェブサイトの作り方 第7版 (IPA). */
const classes = [
  'SQLインジェクション',
  'OSコマンド・インジェクション',
  'パス名パラメータの未チェック／ディレクトリ・トラバーサル',
  'セッション管理の不備',
  'クロスサイト・スクリプティング',
  'CSRF（クロスサイト・リクエスト・フォージェリ）',
  'HTTPヘッダ・インジェクション',
  'メールヘッダ・インジェクション',
  'クリックジャッキング',
  'バッファオーバーフロー',
  'アクセス制御や認可制御の欠落',
];

describe('docs/security.md (METI 55, AT-701)', () => {
  it('has each of the eleven kinds of hole that IPA names, with the test that shows it closed', () => {
    const told = new Map(rows.map(([kind, , shown]) => [kind, shown ?? '']));
    for (const kind of classes) expect(told.get(kind), kind).toMatch(test);
  });

  it('names only tests that are there, or says that there is none', () => {
    expect(rows.length).toBeGreaterThan(30);
    const wrong = rows.flatMap(([what, , shown = '']) => {
      if (shown.startsWith('試験なし：')) return [];
      const [, file = '', title = ''] = test.exec(shown) ?? [];
      const stands = file !== '' && textOf(file).includes(`'${title}'`);
      return stands ? [] : [`${what}: ${shown}`];
    });
    expect(wrong).toEqual([]);
  });

  it('says truly that no mail is sent: nothing here could', () => {
    const { dependencies = {} }: { readonly dependencies?: Readonly<Record<string, string>> } = JSON.parse(
      textOf('package.json'),
    );
    expect(Object.keys(dependencies).filter((name) => /mail|smtp|sendgrid|ses\b/.test(name))).toEqual([]);
  });
});
