import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { linesOfEntry } from './lines-of-entry.ts';
import { needed, readOptions } from './read-options.ts';
import { BadUse, type Command, type ExitCode, Obstacle, type Terminal } from './terminal.ts';
import type { Frame } from './watch-line.ts';

export const watch: Command = {
  name: 'watch',
  summary: { ja: '入退の流れを見る', en: 'watch entry and exit as it happens' },
  help: {
    ja: `  SEKISHO_TOKEN=sk_… % watch
  SEKISHO_TOKEN=sk_… % watch https://sekisho.example --site 0199…
  SEKISHO_TOKEN=sk_… % watch --json | jq .kind

トークンは環境変数 SEKISHO_TOKEN から読みます（引数は ps で見えるため）。
  --site <id>       庁舎（一つしか見えなければ省ける）
  --after <cursor>  前回の続きから
  --json            一行に一つの JSON
切れたら続きから再びつなぎます。Ctrl+C で終わります。`,
    en: `  SEKISHO_TOKEN=sk_… % watch
  SEKISHO_TOKEN=sk_… % watch https://sekisho.example --site 0199…
  SEKISHO_TOKEN=sk_… % watch --json | jq .kind

The token is read from SEKISHO_TOKEN, since arguments show in ps.
  --site <id>       the site (may be left out where only one is visible)
  --after <cursor>  go on from there
  --json            one JSON object a line
A broken connection is taken up where it ended. Ctrl+C ends it.`,
  },
  async run(terminal, args) {
    const { values, positionals } = readOptions(
      args,
      { site: { type: 'string' }, after: { type: 'string' }, json: { type: 'boolean' } },
      { least: 0, most: 1 },
    );
    const token = needed(terminal.env.SEKISHO_TOKEN, 'SEKISHO_TOKEN');
    const base = baseUrl(positionals[0] ?? 'http://127.0.0.1:3000');
    const site = values.site ?? (await onlySite(base, token));
    const leaving = new AbortController();
    const follow = followForEver(
      terminal,
      { base, token, site, json: values.json === true },
      values.after,
      leaving.signal,
    );
    const stopped = terminal.untilStopped(async () => leaving.abort());
    return Promise.race([follow, stopped]);
  },
};

type Target = { readonly base: URL; readonly token: string; readonly site: string; readonly json: boolean };

/** Close codes after which coming back is of no use: sign in, rights, too old, future, other epoch. */
const final = [4001, 4003, 4009, 4010, 4011];
const pauseMs = 1_000;

async function followForEver(
  terminal: Terminal,
  target: Target,
  after: string | undefined,
  signal: AbortSignal,
): Promise<ExitCode> {
  let cursor = after;
  for (;;) {
    const { cursor: reached, code, reason } = await follow(terminal, target, cursor, signal);
    if (signal.aborted) return 0;
    cursor = reached;
    if (final.includes(code)) {
      throw new Obstacle({
        ja: `配信が終わりました（${code} ${reason}）。`,
        en: `the stream has ended (${code} ${reason}).`,
      });
    }
    terminal.say({
      ja: `切れました（${code}）。続きからつなぎ直します。`,
      en: `disconnected (${code}); going on from there.`,
    });
    await sleep(pauseMs, undefined, { signal });
  }
}

type End = { readonly cursor: string | undefined; readonly code: number; readonly reason: string };

function follow(
  { write, say, language, colours }: Terminal,
  { base, token, site, json }: Target,
  after: string | undefined,
  signal: AbortSignal,
): Promise<End> {
  const url = new URL(`/api/v1/sites/${site}/live`, base);
  url.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
  if (after !== undefined) url.searchParams.set('after', after);
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
  let cursor = after;
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => socket.terminate(), { once: true });
    socket.on('unexpected-response', (_request, response) => {
      reject(
        new Obstacle({
          ja: `配信を開けません（${response.statusCode}）。トークンと庁舎を確かめてください。`,
          en: `the stream cannot be opened (${response.statusCode}): check token and site.`,
        }),
      );
    });
    socket.on('error', () => undefined); // a close always follows
    socket.on('close', (code, reason) => resolve({ cursor, code, reason: reason.toString() }));
    socket.on('message', (data) => {
      const frame: Frame = JSON.parse(String(data));
      cursor = frame.cursor ?? cursor;
      if (frame.type === 'hello') {
        say({
          ja: `見ています（記録 ${frame.head} まで済み）。`,
          en: `watching (${frame.head} entries so far).`,
        });
      }
      if (frame.type === 'gap') {
        say({
          ja: `記録 ${frame.after + 1}–${frame.upTo} はもう読めません。`,
          en: `entries ${frame.after + 1}–${frame.upTo} can no longer be read.`,
        });
      }
      if (frame.type !== 'events') return;
      for (const item of frame.items) {
        const lines = json ? [JSON.stringify(item)] : linesOfEntry(item, language, colours);
        for (const line of lines) write(line);
      }
    });
  });
}

function baseUrl(text: string): URL {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new BadUse({ ja: `URL ではありません: ${text}`, en: `not a URL: ${text}` });
}

async function onlySite(base: URL, token: string): Promise<string> {
  const answer = await fetch(new URL('/api/v1/sites', base), {
    headers: { authorization: `Bearer ${token}` },
  }).catch(() => undefined);
  if (answer?.status !== 200) {
    throw new Obstacle({
      ja: `${base.origin} から庁舎の一覧を得られません（${answer?.status ?? '届きません'}）。動いているか、トークンが有効か確かめてください。`,
      en: `${base.origin} does not list its sites (${answer?.status ?? 'no answer'}): check that it runs and that the token is valid.`,
    });
  }
  const { items }: { readonly items: readonly { readonly id: string }[] } = JSON.parse(await answer.text());
  const [site, ...others] = items;
  if (site === undefined || others.length > 0) {
    throw new BadUse({
      ja: `--site で一つ選んでください: ${items.map(({ id }) => id).join(' ')}`,
      en: 'choose one with --site',
    });
  }
  return site.id;
}
