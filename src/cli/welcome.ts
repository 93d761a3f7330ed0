import { randomBytes } from 'node:crypto';
import type { Words } from '../kernel/words.ts';
import type { FirstStart } from './first-start.ts';
import type { Terminal } from './terminal.ts';

/** How the program is called again on the same data: DATA_DIR stands before it where it was named. */
function calledOn({ env, program }: Terminal, dataDir: string): string {
  return (env.DATA_DIR ?? '') === '' ? program : `DATA_DIR=${quoted(dataDir)} ${program}`;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** What to try next, once: a door that opens, one that does not and why, and the stream that shows both. */
export function welcome(
  url: string,
  terminal: Terminal,
  dataDir: string,
  { office, ...tokens }: FirstStart,
): Words {
  const program = calledOn(terminal, dataDir);
  const epoch = randomBytes(16).toString('hex');
  const { format, facility, number } = office.people.systems[20]?.card ?? {};
  const at = terminal.now().toISOString();
  const read = (seq: number, reader: string) =>
    curl(url, tokens.gatewayToken, {
      epoch,
      events: [{ seq, kind: 'card-read', reader, card: { format, facility, number }, at }],
    });
  const watch = `SEKISHO_TOKEN=${tokens.guardToken} ${terminal.program} watch ${url}`;
  const opens = read(1, 'counter-lobby-1-to-lobby');
  const refuses = read(2, 'lobby-guard-room-1-to-guard-room');
  const more = `${program} token create --person ${office.people.general[1]?.personId}`;
  const day = `${program} simulate --url ${url}`;
  const people = Object.values(office.people).flat().length;
  return {
    ja: `
はじめての起動なので、見本の庁舎を作りました（区域 ${office.zones}、扉 ${office.doors}、${people} 人）。
別の端末で試してください。トークンを表示するのは今だけです（30 日有効）。

1. 警備員として、入退の流れを見る
${watch}

2. 通れる扉: 情報システム課の職員が、ゲートを通る
${opens}

3. 通れない扉: 同じ職員が、警備室に入ろうとする。理由と条項が返る
${refuses}

4. 一日の人の流れを一分で見る
${day}

ほかの操作: 情報セキュリティ責任者のトークンを作り、${url}/docs の操作を試す
${more}
`,
    en: `
This is the first start, so there is a demo office (${office.zones} zones, ${office.doors} doors, ${people} people).
Try it from another terminal. The tokens are shown only now and last 30 days.

1. watch entry and exit as a guard
${watch}

2. a door that opens: one of the systems section walks through the gate
${opens}

3. a door that does not: the same person at the guards' room; the answer has the reason and its clause
${refuses}

4. a day of traffic in a minute, to watch
${day}

More: mint a security officer's token and try what ${url}/docs shows
${more}
`,
  };
}

/** What to try on a later start; the tokens of the first are not shown again. */
export function welcomeBack(url: string, terminal: Terminal, dataDir: string): Words {
  const program = calledOn(terminal, dataDir);
  const mint = `${program} token create --person <id>`;
  const roles = `${program} role list`;
  const watch = `SEKISHO_TOKEN=<token> ${terminal.program} watch ${url}`;
  const day = `${program} simulate --url ${url}`;
  return {
    ja: `
別の端末で試してください。
${roles}
  役割を持つ人の ID を見る
${mint}
  その人のトークンを作る（一度だけ表示）
${watch}
  入退の流れを見る
${day}
  見本の庁舎の一日を一分で見る
`,
    en: `
Try it from another terminal.
${roles}
  the ids of those who hold a role
${mint}
  mint a token of one of them (shown once)
${watch}
  watch entry and exit
${day}
  a day of the demo office in a minute
`,
  };
}

function curl(url: string, token: string, post: object): string {
  return [
    `curl -s ${url}/api/v1/gateway/events -H 'authorization: Bearer ${token}'`,
    `-H 'content-type: application/json' -d '${JSON.stringify(post)}'`,
  ].join(' \\\n  ');
}
