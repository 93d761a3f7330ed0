import { randomBytes } from 'node:crypto';
import { demoPasses } from '../../demo/demo-passes.ts';
import { demoDesk } from '../../demo/demo-plan.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { Words } from '../../kernel/words.ts';
import { calledOn } from '../terminal/called-on.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { FirstStart } from './first-start.ts';

/** A request to copy into a shell: the same on every machine that has curl. */
function curl(url: string, token: string, post: object): string {
  return [
    `curl -s ${url} -H 'authorization: Bearer ${token}'`,
    `-H 'content-type: application/json' -d '${JSON.stringify(post)}'`,
  ].join(' \\\n  ');
}

/** For how long the printed application asks: as long as the tokens last. */
const applicationMs = 30 * dayMs;

/**
 * What to try next, once: a door that opens, one that does not and why, a visitor who is taken in and waits for the escort,
 * what the rules answer to an application, and the stream that shows it all.
 */
export function welcome(
  url: string,
  terminal: Terminal,
  dataDir: string,
  { office, signIns, gatewayTokens, ...tokens }: FirstStart,
): Words {
  const program = calledOn(terminal, dataDir);
  const epoch = randomBytes(16).toString('hex');
  const now = terminal.now();
  const at = now.toISOString();
  const read = (gateway: keyof typeof gatewayTokens, seq: number, reader: string, shown: CardKey | null) => {
    const { format, facility, number } = shown ?? {};
    const event = { seq, kind: 'card-read', reader, card: { format, facility, number }, at };
    return curl(`${url}/api/v1/gateway/events`, gatewayTokens[gateway], { epoch, events: [event] });
  };
  const watch = `SEKISHO_TOKEN=${tokens.guardToken} ${terminal.program} watch ${url}`;
  const card = office.people.systems[20]?.card ?? null;
  const opens = read('ground', 1, 'counter-lobby-1-to-lobby', card);
  const refuses = read('ground', 2, 'lobby-guard-room-1-to-guard-room', card);
  const { visitId, memberId, day: today } = office.visit;
  const [pass] = demoPasses;
  const site = `${url}/api/v1/sites/${office.siteId}`;
  const arrives = curl(`${site}/visits/${visitId}/check-in`, tokens.receptionToken, {
    day: today,
    desk: demoDesk.id,
    members: [{ member: memberId, identity: { means: 'photo-id' }, pass: pass?.numeral }],
  });
  const escorted = 'corridor-3f-office-systems-1-to-office-systems';
  const waits = read('third', 1, escorted, pass?.card ?? null);
  const follows = read('third', 2, escorted, office.host.card);
  const host = office.host.personId;
  const asked = curl(`${site}/photography`, tokens.hostToken, {
    persons: [host],
    zones: ['office-systems'],
    from: at,
    until: new Date(now.getTime() + applicationMs).toISOString(),
    purpose: '広報誌に載せる',
    terms: { parts: ['image'], devices: ['camera'], responsible: host },
  });
  const more = `${program} token create --person ${office.people.general[1]?.personId}`;
  const day = `${program} simulate --url ${url}`;
  const people = Object.values(office.people).flat().length;
  const { general, guards } = office.people;
  const entering = (words: keyof Words) =>
    [
      [{ ja: '統括情報セキュリティ責任者', en: 'general officer' }, general[0]] as const,
      [{ ja: '権限管理を行う者', en: 'rights administrator' }, general[7]] as const,
      [{ ja: '受付', en: 'reception' }, general[8]] as const,
      [{ ja: '警備', en: 'guard' }, guards[0]] as const,
      [{ ja: '訪問相手', en: 'host of the visitor' }, office.host] as const,
    ]
      .map(([duty, one]) => `   ${signIns.loginIds.get(one?.personId ?? '')}  ${duty[words]}  ${one?.name}`)
      .join('\n');
  return {
    ja: `
はじめての起動なので、見本の庁舎を作りました（区域 ${office.zones}、扉 ${office.doors}、${people} 人）。

画面でサインインする: ${url}/
   パスワードはだれも同じで、表示するのは今だけです: ${signIns.password}
   識別コード（はじめの二人は、サインインのときに認証アプリを登録します）:
${entering('ja')}

別の端末を開き、このフォルダーで試してください。トークンを表示するのも今だけです（30 日有効）。
本物のゲートウェイはないので、90 秒たつと「ゲートウェイの不通」の警報が出ます。読取りの時刻は今のものなので、
一分を過ぎて送れば「ゲートウェイの時計のずれ」の警報も出ますが、扉の答えは変わりません。

1. 警備員として、入退の流れを見る
${watch}

2. 通れる扉: 情報システム課の職員が、ゲートを通る
${opens}

3. 通れない扉: 同じ職員が、警備室に入ろうとする。理由と条項が返る
${refuses}

4. 受付: 今日だけの見本の訪問者を受け付け、通行証を渡す
${arrives}

5. 訪問者は、訪問先の扉で付添いを待つ（wait、一分まで）
${waits}

6. 待つ間に、訪問相手が同じ扉で読む: 二人とも通れる
${follows}

7. 申請: 訪問相手が執務室での撮影を申請する。答えは規則から始まる（行、クラス、値、その根拠、判断する人）
${asked}

8. 一日の人の流れを、訪問者と付添いとともに一分で見る
${day}

ほかの操作: 情報セキュリティ責任者のトークンを作り、${url}/docs の操作を試す
${more}
`,
    en: `
This is the first start, so there is a demo office (${office.zones} zones, ${office.doors} doors, ${people} people).

Sign in with a browser: ${url}/
   one password for everybody, shown only now: ${signIns.password}
   login ids (the first two take an authenticator app when they sign in):
${entering('en')}

Try it in this folder, from another terminal. The tokens, too, are shown only now; they last 30 days.
No gateway is real here, so after 90 seconds each is told to be silent. The reads bear the time of now: sent more than a
minute later they raise the alarm that their gateway's clock is off, too; what the doors answer is the same.

1. watch entry and exit as a guard
${watch}

2. a door that opens: one of the systems section walks through the gate
${opens}

3. a door that does not: the same person at the guards' room; the answer has the reason and its clause
${refuses}

4. the desk: take in a visitor, expected today only, who gets a pass
${arrives}

5. the visitor waits for the escort at the door of the office (wait, for a minute)
${waits}

6. meanwhile the host reads at the same door: both pass
${follows}

7. an application to take pictures in the office; the answer begins with the rule: row, class, value, its chain, who decides
${asked}

8. a day of traffic in a minute, with visitors and their escorts, to watch
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
  const reopen = `${program} sign-in reopen <login-id> --reason <why>`;
  return {
    ja: `
画面でサインインする: ${url}/
${reopen}
  はじめに表示したパスワードを失ったときに、新しいものを作る（一度だけ表示）

別の端末を開き、このフォルダーで試してください。
${roles}
  役割を持つ人の ID（holder）を見る
${mint}
  その人のトークンを作る（一度だけ表示）
${watch}
  入退の流れを見る
${day}
  見本の庁舎の一日を一分で見る
`,
    en: `
Sign in with a browser: ${url}/
${reopen}
  a new password in the place of the one shown at the first start, if that is lost (shown once)

Try it in this folder, from another terminal.
${roles}
  the ids of those who hold a role (holder)
${mint}
  mint a token of one of them (shown once)
${watch}
  watch entry and exit
${day}
  a day of the demo office in a minute
`,
  };
}
