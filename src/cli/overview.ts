import { groupBy } from '../kernel/group-by.ts';
import type { Words } from '../kernel/words.ts';
import type { Command, Terminal } from './terminal/terminal.ts';

/** What `sekisho --help` shows, a line for each first word so that it fits 24 lines; of one group alone a line a command. */
export function overview(commands: readonly Command[], { program, language }: Terminal): string {
  const groups = groupBy(commands, ({ name }) => name.split(' ')[0] ?? name);
  const shown: readonly (readonly [name: string, says: string])[] =
    groups.size === 1
      ? commands.map(({ name, summary }) => [name, summary[language]])
      : [...groups].map(([word, group]) => [word, saysOfGroup(word, group, language)]);
  const width = Math.max(...shown.map(([name]) => name.length));
  const list = shown.map(([name, says]) => `  ${name.padEnd(width)}  ${says}`);
  return [
    `${program} serve`,
    `${program} token create --person <id>`,
    `${program} watch`,
    '',
    title[language],
    ...list,
    '',
    foot[language].replace('%', program),
  ].join('\n');
}

/** What the command of the bare word does, and which words may follow it. */
function saysOfGroup(word: string, group: readonly Command[], language: Terminal['language']): string {
  const bare = group.find(({ name }) => name === word)?.summary[language];
  const more = group.flatMap(({ name }) => name.split(' ').slice(1)).join(', ');
  if (bare === undefined) return more;
  return more === '' ? bare : `${bare} (${more})`;
}

const title: Words = {
  ja: '関所 — 府省庁の扉と受付を動かし、追記だけの記録を残します。',
  en: 'Sekisho runs the doors and the desk of a government office and keeps a record that it only adds to.',
};

const foot: Words = {
  ja: '詳しくは「% <コマンド> --help」。設定は環境変数です: PORT, HOST, DATA_DIR, DATABASE_URL …（README.md）',
  en: 'More: "% <command> --help". Settings are variables: PORT, HOST, DATA_DIR, DATABASE_URL … (README.md)',
};
