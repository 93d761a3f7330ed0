import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Words } from '../../kernel/words.ts';
import { Obstacle, type Terminal } from '../terminal/terminal.ts';
import { comesBack } from './ask-service.ts';
import { liveEnds } from './live-ends.ts';
import type { Frame } from './watch-line.ts';

export type LiveTarget = { readonly base: URL; readonly token: string; readonly site: string };

/** How long is waited; in milliseconds. */
export type LivePatience = {
  /** Without a word from the service the line is taken for dead: it speaks every 10 s at the least, so one word is missing by then. */
  readonly silence: number;
  /** For the stream to open. */
  readonly opening: number;
  /** Between two attempts. */
  readonly pause: number;
};

export const usualPatience: LivePatience = { silence: 15_000, opening: 10_000, pause: 1_000 };

/** Takes one frame; the next is taken once it is done with. `isFirst`: of the first stream that opened. */
export type TakeFrame = (frame: Frame, isFirst: boolean) => Promise<void> | void;

/**
 * Follows a stream until it is told to stop: a broken or silent line is said and taken up where it ended, without gap or double. Throws an
 * Obstacle where coming back is of no use.
 */
export async function followLive(
  terminal: Terminal,
  target: LiveTarget,
  { after, patience, take, clock, signal }: Following,
): Promise<void> {
  let cursor = after;
  let opened = 0;
  let heardAt: Date | undefined;
  let isLossSaid = false;

  const onFrame = async (frame: Frame): Promise<void> => {
    if (frame.type === 'hello') {
      opened += 1;
      if (isLossSaid)
        terminal.say({
          ja: 'つながりました。続きから見ています。',
          en: 'connected again, going on from there.',
        });
      isLossSaid = false;
    }
    await take(frame, opened <= 1);
    cursor = frame.cursor ?? cursor;
  };

  while (!signal.aborted) {
    const end = await oneStream(target, { after: cursor, patience, onFrame, signal, onHeard });
    if (signal.aborted) return;
    const known = end.code === undefined ? undefined : liveEnds.get(end.code);
    if (known?.isFinal === true) {
      throw new Obstacle({
        ja: `配信が終わりました（${end.code}）: ${known.says.ja}。`,
        en: `the stream has ended (${end.code}): ${known.says.en}.`,
      });
    }
    if (!isLossSaid) sayLoss(end);
    await sleep(patience.pause, undefined, { signal }).catch(() => undefined);
  }

  function onHeard(): void {
    heardAt = terminal.now();
  }

  /** Once, however often it is tried: the next word is that it is connected again. */
  function sayLoss({ code, why }: StreamEnd): void {
    isLossSaid = true;
    const known = code === undefined ? undefined : liveEnds.get(code)?.says;
    const cause = known ?? why;
    terminal.say(
      heardAt === undefined
        ? {
            ja: `つながりません（${cause.ja}）。つなぎ続けます。`,
            en: `not connected (${cause.en}); trying on.`,
          }
        : {
            ja: `接続が切れました（${cause.ja}）。最後の受信は ${clock(heardAt)} 。続きからつなぎ直します。`,
            en: `connection lost, last heard ${clock(heardAt)} (${cause.en}); going on from there.`,
          },
    );
  }
}

type Following = {
  readonly after: string | undefined;
  readonly patience: LivePatience;
  readonly take: TakeFrame;
  /** What the clocks of the site show at an instant. */
  readonly clock: (at: Date) => string;
  readonly signal: AbortSignal;
};

/** `code`: of the close frame, or of none (1006). */
type StreamEnd = { readonly code?: number; readonly why: Words };

type Attempt = Pick<Following, 'after' | 'patience' | 'signal'> & {
  readonly onFrame: (frame: Frame) => Promise<void>;
  readonly onHeard: () => void;
};

/** One connection from its opening to its end; everything it brought has been taken when it resolves. */
function oneStream(
  { base, token, site }: LiveTarget,
  { after, patience, onFrame, onHeard, signal }: Attempt,
): Promise<StreamEnd> {
  const url = new URL(`/api/v1/sites/${site}/live`, base);
  url.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
  if (after !== undefined) url.searchParams.set('after', after);
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: patience.opening,
  });
  return new Promise((resolve, reject) => {
    let why: Words | undefined;
    /** Frames one after the other, though showing the first takes questions of its own. */
    let taken = Promise.resolve();
    const stop = () => socket.terminate();
    const silence = setTimeout(() => {
      why = silent;
      socket.terminate();
    }, patience.silence);
    const heard = () => {
      onHeard();
      silence.refresh();
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    socket.on('unexpected-response', (_request, { statusCode = 0 }) => {
      why = inEither(String(statusCode));
      if (!comesBack(statusCode)) reject(refused(statusCode));
      socket.terminate();
    });
    socket.on('error', (error) => {
      why ??= inEither(error.message); // a close always follows
    });
    socket.on('ping', heard);
    socket.on('open', heard);
    socket.on('message', (data) => {
      heard();
      taken = taken.then(() => onFrame(JSON.parse(String(data))));
      taken.catch((error: unknown) => {
        reject(error);
        socket.terminate();
      });
    });
    socket.on('close', (code, reason) => {
      clearTimeout(silence);
      signal.removeEventListener('abort', stop);
      const end = why === undefined ? { code, why: inEither(reason.toString()) } : { why };
      taken.then(() => resolve(end), reject);
    });
  });
}

const silent: Words = { ja: '応答なし', en: 'no word from the service' };

function inEither(text: string): Words {
  return { ja: text, en: text };
}

function refused(status: number): Obstacle {
  return new Obstacle({
    ja: `配信を開けません（${status}）。トークンと庁舎を確かめてください。`,
    en: `the stream cannot be opened (${status}): check token and site.`,
  });
}
