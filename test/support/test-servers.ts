import { startEmbedded } from '../../src/db/embedded/start-embedded.ts';
import { dockerAnswers } from './docker.ts';
import { aDataFolder } from './folder.ts';

/** A PostgreSQL for one run of the tests; its login may create databases and roles. */
export type TestServer = {
  readonly kind: string;
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** `DATABASE_URL` if set, else a container where a Docker engine answers, else the embedded server. */
export async function findTestServer(): Promise<TestServer> {
  const url = process.env.DATABASE_URL;
  if (url !== undefined && url !== '') {
    return { kind: 'the one DATABASE_URL names', url, stop: () => Promise.resolve() };
  }
  return (await dockerAnswers()) ? startContainer() : startEmbeddedForTests();
}

async function startContainer(): Promise<TestServer> {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const container = await new PostgreSqlContainer('postgres:18.4')
    .withCommand(['postgres', '-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'])
    .start();
  return {
    kind: 'a container',
    url: container.getConnectionUri(),
    stop: async () => {
      await container.stop();
    },
  };
}

async function startEmbeddedForTests(): Promise<TestServer> {
  const folder = await aDataFolder();
  const server = await startEmbedded({
    dataDir: folder.path,
    durable: false,
    onNews: () => undefined,
    settings: { max_connections: '200' },
  });
  return {
    kind: 'the embedded server',
    url: server.url,
    stop: async () => {
      await server.stop();
      await folder.remove();
    },
  };
}
