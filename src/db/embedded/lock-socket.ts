import { createConnection, createServer, type Server } from 'node:net';
import { hasCode } from './has-code.ts';

/** Answers everybody who knocks with our process id, for the word that refuses them. */
export function listen(path: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(String(process.pid));
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

type Answer = { readonly is: 'alive'; readonly holder?: string } | { readonly is: 'dead' | 'gone' };

/** Knocks at a lock. */
export function ask(path: string): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    let said = '';
    socket.setEncoding('utf8');
    socket.setTimeout(1_000, () => {
      socket.destroy();
      resolve({ is: 'alive' });
    });
    socket.on('data', (text) => {
      said += text;
    });
    socket.on('end', () => resolve(said === '' ? { is: 'alive' } : { is: 'alive', holder: said }));
    // Only a refused connection proves death: a full backlog or a missing right to connect does not.
    socket.on('error', (error) => {
      if (hasCode(error, 'ECONNREFUSED')) resolve({ is: 'dead' });
      else if (hasCode(error, 'ENOENT')) resolve({ is: 'gone' });
      else resolve({ is: 'alive' });
    });
  });
}
