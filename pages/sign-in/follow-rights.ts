import { askApi } from '../kit/ask-api.ts';
import type { Ways } from './signed-in.ts';

/** By which codes the stream says that a session is over, or may do less (docs of the live stream). */
const ended = 4001;
const rightsChanged = 4003;
const screenLocked = 4005;

const words: ReadonlyMap<number, string> = new Map([
  [ended, 'セッションが終わりました。利用停止・期限・ほかの場所での操作によることがあります。'],
  [rightsChanged, '権限が変わりました。もう一度サインインしてください。'],
]);

/**
 * Follows the stream of a site, where this session may: it is closed as soon as the session is, its screen is locked, or more is asked of it, and the page
 * then shows nothing more of it. Whoever
 * follows no site is told by the next answer. `signal`: they leave by themselves.
 */
export async function followRights(ways: Ways, signal: AbortSignal): Promise<void> {
  const sites = await askApi<{ readonly items: readonly { readonly id: string }[] }>('GET', '/sites');
  const [site] = sites.ok ? sites.body.items : [];
  if (site === undefined || signal.aborted) return;
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/api/v1/sites/${site.id}/live`);
  signal.addEventListener('abort', () => socket.close());
  socket.addEventListener(
    'close',
    ({ code }) => {
      const why = words.get(code);
      if (code === screenLocked) void ways.again();
      else if (why !== undefined) void ways.again(why);
    },
    { signal },
  );
}
