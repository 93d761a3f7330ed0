import { prepareBinaries } from './binaries.ts';
import { batchLogin, ensureCluster, serviceLogin, superuser } from './ensure-cluster.ts';
import { clusterOf, findHome } from './find-home.ts';
import { lockFolder } from './folder-lock.ts';
import { leaveSocketFolder, makeSocketFolder } from './make-socket-folder.ts';
import { startServer } from './running-server.ts';
import { findServerUser } from './server-user.ts';
import { type ServerNews, superviseServer } from './supervise-server.ts';

export type EmbeddedOptions = {
  readonly dataDir: string;
  /** Settings of PostgreSQL beyond ours. They can open no TCP port and take no durability away. */
  readonly settings?: Readonly<Record<string, string>>;
  /** False only for data nobody will miss: nothing is forced to the disk. */
  readonly durable: boolean;
  /** Told when the server ends by itself, and what becomes of it then. */
  readonly onNews: (news: ServerNews) => void;
};

/** How to reach the server: its superuser, over a socket in a private folder. */
export type EmbeddedConnection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
};

export type EmbeddedServer = {
  readonly connection: EmbeddedConnection;
  /** The same as a URL, as `pg` and `psql` read it. */
  readonly url: string;
  /** The same for the login of the service, which is there once it was made (`ensureServiceLogins`). */
  readonly serviceUrl: string;
  /** The same for the login of its batches. */
  readonly batchUrl: string;
  /** Where the data really lies: `dataDir`, unless the server's user cannot reach it. */
  readonly home: string;
  /** Stops the server cleanly and lets the data folder go. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the embedded PostgreSQL on a data folder, or throws with the reason; two never run on one folder. Until it is
 * stopped it is started again, in the same place, whenever it ends.
 */
export async function startEmbedded({
  dataDir,
  settings = {},
  durable,
  onNews,
}: EmbeddedOptions): Promise<EmbeddedServer> {
  const user = await findServerUser();
  const home = await findHome(dataDir, user);
  const lock = await lockFolder(home);
  try {
    const binaries = await prepareBinaries(user, home);
    await ensureCluster(home, binaries, user, durable);
    const socketFolder = await makeSocketFolder(home, user);
    const cluster = clusterOf(home);
    const plan = { program: binaries.postgres, cluster, socketFolder, user, durable, settings };
    const start = async (signal: AbortSignal) => {
      // Else it would take the server of whoever holds the folder now for one that was left over.
      if (!(await lock.isHeld())) throw new Error(`${home} is not ours any more: stop this service`);
      return startServer(plan, signal);
    };
    const server = await superviseServer({ start, onNews });
    const connection = { host: socketFolder, port: 5432, user: superuser, database: 'postgres' };
    return {
      connection,
      url: urlOf(connection),
      serviceUrl: urlOf({ ...connection, user: serviceLogin }),
      batchUrl: urlOf({ ...connection, user: batchLogin }),
      home,
      stop: async () => {
        await server.stop();
        if (await lock.isHeld()) await leaveSocketFolder(home, socketFolder);
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Readers of URLs want a name where the host stands; the folder of the socket, as a parameter, goes before it. */
export function urlOf({ host, port, user, database }: EmbeddedConnection): string {
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
