import type { Words } from '../kernel/words.ts';
import type { Command, Terminal } from './terminal.ts';

/** What `sekisho --help` shows; it fits 24 lines. */
export function overview(commands: readonly Command[], { program, language }: Terminal): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary[language]}`);
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

const title: Words = {
  ja: '関所 — 府省庁の扉と受付を動かし、追記だけの記録を残します。',
  en: 'Sekisho runs the doors and the desk of a government office and keeps a record that it only adds to.',
};

const foot: Words = {
  ja: '詳しくは「% <コマンド> --help」。設定は環境変数です: PORT, HOST, DATA_DIR, DATABASE_URL …（README.md）',
  en: 'More: "% <command> --help". Settings are variables: PORT, HOST, DATA_DIR, DATABASE_URL … (README.md)',
};
