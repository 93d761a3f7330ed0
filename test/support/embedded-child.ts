// Run as a process of its own by the tests of the embedded server: starts one, says where, and waits.
import { startEmbedded } from '../../src/db/embedded/start-embedded.ts';

const [dataDir = '', settings = '{}', manner = ''] = process.argv.slice(2);

function say(word: object): void {
  process.stdout.write(`${JSON.stringify(word)}\n`);
}

try {
  let endedFirst = false;
  const server = await startEmbedded({
    dataDir,
    settings: JSON.parse(settings),
    durable: false,
    onNews: ({ is }) => {
      endedFirst ||= is === 'ended';
    },
  });
  if (manner === 'handles-signals') {
    process.once('SIGINT', () => {
      // Were the database in our process group, the same Ctrl+C would have ended it by now.
      setTimeout(async () => {
        await server.stop();
        say({ databaseEndedFirst: endedFirst });
        process.exit(0);
      }, 500);
    });
  }
  say({ url: server.url, home: server.home });
  if (manner === 'throws') {
    setTimeout(() => {
      throw new Error('a fault nobody catches');
    });
  }
  setInterval(() => undefined, 60_000);
} catch (error) {
  say({ refused: String(error) });
  process.exitCode = 1;
}
