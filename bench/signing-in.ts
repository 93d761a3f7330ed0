import { median, percentile, rounded } from './figures.ts';
import { driveGateways } from './load.ts';

/** So many people at their screens in the morning. */
const people = 50;
const guesses = 10_000;
const guessers = 50;

export type SigningInLoad = {
  readonly url: string;
  /** By gateway. */
  readonly tokens: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  /** Who sign in, each by a login id of their own. */
  readonly loginIds: readonly string[];
  readonly password: string;
  /** Who stops people, and whom. */
  readonly admin: string;
  readonly stopped: string;
};

/**
 * Card reads of 64 clients alone, then while 50 people sign in again and again, in interleaved rounds: the p99 of both. Then how long the stop of a
 * person takes alone, and while 10,000 guesses at the password of one account come in.
 */
export async function measureSigningIn(load: SigningInLoad) {
  const { url, tokens, rounds, seconds } = load;
  const idle: number[] = [];
  const beside: number[] = [];
  const perSecond: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const alone = await driveGateways(url, 64, seconds, tokens);
    const signingIn = keepSigningIn(load);
    const together = await driveGateways(url, 64, seconds, tokens);
    const signIns = await signingIn.stop();
    if (round === 0) continue;
    idle.push(alone.p99Ms);
    beside.push(together.p99Ms);
    perSecond.push(signIns / seconds);
  }
  const aloneMs = await stopsDuring(load, Promise.resolve());
  const besideMs = await stopsDuring(load, guessOn(load));
  return {
    idleP99Ms: rounded(median(idle)),
    besideP99Ms: rounded(median(beside)),
    p99ToIdle: rounded(median(beside) / median(idle)),
    signInsPerSecond: rounded(median(perSecond)),
    stopMs: rounded(median(aloneMs)),
    stopBesideGuessesMs: rounded(median(besideMs)),
    stopP99BesideGuessesMs: rounded(percentile(besideMs, 0.99)),
    stopToIdle: rounded(median(besideMs) / median(aloneMs)),
  };
}

function post(url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function keepSigningIn({ url, loginIds, password }: SigningInLoad): { readonly stop: () => Promise<number> } {
  let over = false;
  let count = 0;
  const each = loginIds.slice(0, people).map(async (loginId) => {
    while (!over) {
      const answer = await post(`${url}/api/v1/sign-in`, { loginId, password, notice: 0 });
      await answer.arrayBuffer();
      if (answer.ok) count += 1;
      // Whoever finds the queue full comes again.
      else if (answer.status === 503) await new Promise((resolve) => setTimeout(resolve, 200));
      else throw new Error(`a sign-in was answered ${answer.status}`);
    }
  });
  return {
    async stop() {
      over = true;
      const before = count;
      await Promise.all(each);
      return before;
    },
  };
}

/** At one account, which is nobody's: almost all of them are refused before anything is hashed. */
async function guessOn({ url }: SigningInLoad): Promise<void> {
  let left = guesses;
  const each = Array.from({ length: guessers }, async () => {
    while (left > 0) {
      left -= 1;
      const body = { loginId: 'guessed.at', password: `guess ${left}`, notice: 0 };
      // A connection that the service closed under a request is no answer: the guesser goes on with another.
      await post(`${url}/api/v1/sign-in`, body)
        .then((answer) => answer.arrayBuffer())
        .catch(() => undefined);
    }
  });
  await Promise.all(each);
}

const fewestStops = 50;

/** Milliseconds of each stop of somebody, who is let act again in between, until `end` and some more. */
async function stopsDuring(
  { url, admin, stopped }: SigningInLoad,
  end: Promise<void>,
): Promise<readonly number[]> {
  let over = false;
  const ending = end.then(() => {
    over = true;
  });
  const took: number[] = [];
  const step = async (name: 'suspend' | 'resume') => {
    const address = `${url}/api/v1/persons/${stopped}/${name}`;
    const send = () => post(address, { reason: 'bench' }, { authorization: `Bearer ${admin}` });
    let answer = await send();
    // Where the machine is too busy for the token to be looked up in time: the wait counts, too.
    while (answer.status === 503) answer = await send();
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${name} was answered ${answer.status}`);
  };
  while (!over || took.length < fewestStops) {
    const started = performance.now();
    await step('suspend');
    took.push(performance.now() - started);
    await step('resume');
  }
  await ending;
  return took;
}
