import { createServer, type Server } from 'node:net';

/** Answers everybody who knocks with our process id, for the word that refuses them. */
export function listenAtLock(path: string): Promise<Server> {
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
