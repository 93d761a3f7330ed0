import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a database that can be watched and cut: what a stopped server looks like from here. */
export type DatabaseLine = {
  readonly url: string;
  /** The same database by this line, for another login's URL of it. */
  readonly through: (databaseUrl: string) => string;
  /** Breaks every connection, and refuses new ones. */
  readonly cut: () => Promise<void>;
  /** Takes connections again; where it was not cut, as before. */
  readonly mend: () => Promise<void>;
  /** Lets nothing through any more and says nothing, as a server that hangs; `cut` ends it. */
  readonly freeze: () => void;
  /** How often something was said to the server after it had answered what was said before. */
  readonly roundTrips: () => number;
  readonly close: () => Promise<void>;
};

export async function aLineTo(databaseUrl: string): Promise<DatabaseLine> {
  const sockets = new Set<Socket>();
  let frozen = false;
  let trips = 0;
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;

  function listen(at: number): Promise<Server> {
    const made = createServer((near) => {
      const far = connectTo(new URL(databaseUrl));
      let answered = true;
      near.on('data', () => {
        if (answered) trips += 1;
        answered = false;
      });
      far.on('data', () => {
        answered = true;
      });
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
        if (!frozen) one.pipe(other);
      }
    });
    return new Promise((resolve) => made.listen(at, '127.0.0.1', () => resolve(made)));
  }

  function freeze(): void {
    frozen = true;
    for (const socket of sockets) socket.unpipe().pause();
  }

  async function cut(): Promise<void> {
    frozen = false;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  function through(direct: string): string {
    const url = new URL(direct);
    url.searchParams.delete('host');
    url.searchParams.delete('port');
    url.host = `127.0.0.1:${port}`;
    return url.toString();
  }

  return {
    url: through(databaseUrl),
    through,
    cut,
    freeze,
    roundTrips: () => trips,
    async mend() {
      if (!server.listening) server = await listen(port);
    },
    close: cut,
  };
}

/** `?host=` names a folder with the socket, as PostgreSQL's own programs understand it. */
function connectTo(url: URL): Socket {
  const folder = url.searchParams.get('host');
  const port = url.searchParams.get('port') ?? (url.port === '' ? '5432' : url.port);
  return folder?.startsWith('/')
    ? connect(`${folder}/.s.PGSQL.${port}`)
    : connect(Number(port), folder ?? url.hostname);
}
