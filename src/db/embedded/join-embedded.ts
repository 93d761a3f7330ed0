import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { serviceLogin, superuser } from './ensure-cluster.ts';
import { ensureServiceLogins } from './ensure-service-logins.ts';
import { findHome } from './find-home.ts';
import { FolderInUse } from './folder-lock.ts';
import { makeSocketFolder } from './make-socket-folder.ts';
import { findServerUser } from './server-user.ts';
import { startEmbedded, urlOf } from './start-embedded.ts';

/** A server to talk to for a while: ours, or that of the service running on the same data folder. */
export type JoinedServer = {
  /** Of its superuser. */
  readonly url: string;
  /** Of the service's login, which is there. */
  readonly serviceUrl: string;
  /** False where another process runs it. */
  readonly own: boolean;
  /** Stops the server if it is our own. */
  readonly leave: () => Promise<void>;
};

const patienceMs = 15_000;

/**
 * Joins the server that a running service keeps on this data folder, through its private socket, or starts one for the
 * time being. The folder's lock decides which, so two servers never run; whoever holds it may just be starting or stopping.
 */
export async function joinEmbedded(dataDir: string): Promise<JoinedServer> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      const server = await startEmbedded({ dataDir, durable: true, onNews: () => undefined });
      return await joined(server, true, server.stop);
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error;
      const running = await urlsOfRunning(dataDir);
      if (await answers(running.url)) return await joined(running, false, () => Promise.resolve());
      if (performance.now() > giveUpAt) throw error;
      await sleep(100);
    }
  }
}

/** The logins are made also where the service, just starting, has not come to it. */
async function joined(urls: Urls, own: boolean, leave: () => Promise<void>): Promise<JoinedServer> {
  const { url, serviceUrl } = urls;
  await ensureServiceLogins(url);
  return { url, serviceUrl, own, leave };
}

type Urls = Pick<JoinedServer, 'url' | 'serviceUrl'>;

async function urlsOfRunning(dataDir: string): Promise<Urls> {
  const user = await findServerUser();
  const home = await findHome(dataDir, user);
  const host = await makeSocketFolder(home, user);
  const of = (login: string) => urlOf({ host, port: 5432, user: login, database: 'postgres' });
  return { url: of(superuser), serviceUrl: of(serviceLogin) };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
