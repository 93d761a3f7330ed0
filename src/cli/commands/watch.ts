import { needed, readOptions } from '../terminal/read-options.ts';
import { BadUse, type Command, type ExitCode, Obstacle, type Terminal } from '../terminal/terminal.ts';
import { clockOf } from '../terminal/time-shown.ts';
import { askService } from '../watching/ask-service.ts';
import { askSite, askWhatStands, unshownSite } from '../watching/ask-what-stands.ts';
import {
  followLive,
  type LivePatience,
  type LiveTarget,
  type TakeFrame,
  usualPatience,
} from '../watching/follow-live.ts';
import { linesOfEntry } from '../watching/lines-of-entry.ts';
import type { Shown } from '../watching/watch-line.ts';
import { linesOfWhatStands } from '../watching/what-stands.ts';

export const watch: Command = {
  name: 'watch',
  summary: { ja: '入退の流れを見る', en: 'watch entry and exit as it happens' },
  help: {
    ja: `  SEKISHO_TOKEN=sk_… % watch
  SEKISHO_TOKEN=sk_… % watch https://sekisho.example --site 0199…
  SEKISHO_TOKEN=sk_… % watch --json | jq .kind

トークンは環境変数 SEKISHO_TOKEN から読みます（引数は ps で見えるため）。
  --site <id>       庁舎（一つしか見えなければ省ける）
  --after <cursor>  前回の続きから（cursor は --json や /live の枠にある）
  --json            一行に一つの JSON（起きたことだけ）
始めに、解決していない警報、続いている事態、これまでの記録を示します。切れたら続きから再びつなぎ、漏らさず、
重ねません。戻っても見られないとき（権限、世代の変更など）は理由を示して終わります。言葉は LC_ALL、LANG によります。
Ctrl+C で終わります。`,
    en: `  SEKISHO_TOKEN=sk_… % watch
  SEKISHO_TOKEN=sk_… % watch https://sekisho.example --site 0199…
  SEKISHO_TOKEN=sk_… % watch --json | jq .kind

The token is read from SEKISHO_TOKEN, since arguments show in ps.
  --site <id>       the site (may be left out where only one is visible)
  --after <cursor>  go on from there (frames of /live hold cursors)
  --json            one JSON object a line (what happens, nothing else)
It begins with open alarms, conditions and the last entries. A broken or silent connection is taken up where it ended,
without gap or double; where coming back is of no use (rights, another epoch) it says why and ends. The language follows
LC_ALL and LANG. Ctrl+C ends it.`,
  },
  run: (terminal, args) => watchWith(terminal, args, usualPatience),
};

/** The watch, with how long it waits for what. */
export async function watchWith(
  terminal: Terminal,
  args: readonly string[],
  patience: LivePatience,
): Promise<ExitCode> {
  const { values, positionals } = readOptions(
    args,
    { site: { type: 'string' }, after: { type: 'string' }, json: { type: 'boolean' } },
    { least: 0, most: 1 },
  );
  const token = needed(terminal.env.SEKISHO_TOKEN, 'SEKISHO_TOKEN');
  const base = baseUrl(positionals[0] ?? 'http://127.0.0.1:3000');
  const site = values.site ?? (await onlySite(terminal, { base, token }, patience));
  const target = { base, token, site };
  const leaving = new AbortController();
  const { signal } = leaving;
  const { after } = values;
  const line = { pause: patience.pause, signal };
  const screen = screenOf(terminal, target, { after, asJson: values.json === true, line });
  let reached = after;
  const take: TakeFrame = async (frame, isFirst) => {
    await screen.take(frame, isFirst);
    reached = frame.cursor ?? reached;
  };
  const followed = followLive(terminal, target, { after, patience, take, clock: screen.clock, signal });
  const stopped = terminal.untilStopped(async () => {
    leaving.abort();
    if (reached === undefined) return;
    terminal.say({
      ja: `続きは --after ${reached} で見られます。`,
      en: `to go on from here: --after ${reached}`,
    });
  });
  return Promise.race([followed.then(() => 0 as const), stopped]);
}

/** Shows each frame: what stands first, where nothing is taken up, then what happens; all by the clocks of the site. */
function screenOf(
  { write, say, language, colours, now }: Terminal,
  target: LiveTarget,
  {
    after,
    asJson,
    line,
  }: {
    readonly after: string | undefined;
    readonly asJson: boolean;
    readonly line: { readonly pause: number; readonly signal: AbortSignal };
  },
): { readonly take: TakeFrame; readonly clock: (at: Date) => string } {
  let site = unshownSite;
  const shown = (): Shown => ({
    language,
    colours,
    now: now(),
    timeZone: site.timeZone,
  });
  const show = (lines: readonly string[]) => lines.forEach(write);

  const take: TakeFrame = async (frame, isFirst) => {
    if (frame.type === 'hello' && isFirst) {
      site = await askSite(target, line);
      const from =
        after === undefined ? '' : { ja: '、指定した続きから', en: ', from where you said' }[language];
      say({
        ja: `見ています（記録の世代 ${frame.epoch}、記録 ${frame.head} まで済み${from}）。`,
        en: `watching (epoch ${frame.epoch}, ${frame.head} entries so far${from}).`,
      });
      if (after === undefined && !asJson) {
        const stands = await askWhatStands(target, frame.head, line);
        show(linesOfWhatStands(stands, site.places, shown()));
      }
    }
    if (frame.type === 'gap') {
      say({
        ja: `記録 ${frame.after + 1}–${frame.upTo} はもう読めません。`,
        en: `entries ${frame.after + 1}–${frame.upTo} can no longer be read.`,
      });
    }
    if (frame.type !== 'events') return;
    for (const item of frame.items) show(asJson ? [JSON.stringify(item)] : linesOfEntry(item, shown()));
  };
  return { take, clock: (at) => clockOf(at, site.timeZone) };
}

function baseUrl(text: string): URL {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new BadUse({ ja: `URL ではありません: ${text}`, en: `not a URL: ${text}` });
}

/** The one site that a token sees. A service that is too busy is asked again until somebody stops the command. */
async function onlySite(
  terminal: Pick<Terminal, 'say'>,
  service: { readonly base: URL; readonly token: string },
  { pause }: LivePatience,
): Promise<string> {
  const { base } = service;
  const answer = await askService(service, 'sites', {
    pause,
    signal: new AbortController().signal,
    onBusy: (status) =>
      terminal.say({
        ja: `サービスが混み合っています（${status}）。つなぎ続けます。`,
        en: `the service is too busy (${status}); trying on.`,
      }),
  });
  if (answer?.status !== 200) {
    throw new Obstacle({
      ja: `${base.origin} から庁舎の一覧を得られません（${answer?.status ?? '届きません'}）。動いているか、トークンが有効か確かめてください。`,
      en: `${base.origin} does not list its sites (${answer?.status ?? 'no answer'}): check that it runs and that the token is valid.`,
    });
  }
  const { items }: { readonly items: readonly { readonly id: string; readonly name: string }[] } = JSON.parse(
    answer.text,
  );
  const [site, ...others] = items;
  if (site === undefined) {
    throw new Obstacle({ ja: '見られる庁舎がありません。', en: 'this token sees no site.' });
  }
  if (others.length > 0) {
    const list = items.map(({ id, name }) => `${id} ${name}`).join(', ');
    throw new BadUse({ ja: `--site で一つ選んでください: ${list}`, en: `choose one with --site: ${list}` });
  }
  return site.id;
}
