import { createConnection } from 'node:net';
import { hasCode } from './has-code.ts';

type Answer = { readonly is: 'alive'; readonly holder?: string } | { readonly is: 'dead' | 'gone' };

/** Knocks at a lock and waits a second for its holder to answer. */
export function askHolder(path: string): Promise<Answer> {
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
