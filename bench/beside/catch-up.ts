import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Return } from './work.ts';

/** A console that returns: it is told everything from where it was up to `upTo`. */
export async function catchUp({ url, siteId, token, epoch, after, upTo }: Return): Promise<void> {
  const address = new URL(`/api/v1/sites/${siteId}/live?after=${epoch}:${after}`, url);
  address.protocol = 'ws:';
  const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } });
  const isThere = new Promise<void>((resolve, reject) => {
    socket.on('message', (data) => {
      const frame: { readonly type: string; readonly upTo?: number } = JSON.parse(data.toString());
      if (frame.type === 'events' && (frame.upTo ?? 0) >= upTo) resolve();
    });
    socket.on('close', (code) => reject(new Error(`a console was closed with ${code}`)));
    socket.on('error', reject);
  });
  await isThere;
  const closed = once(socket, 'close');
  socket.close();
  await closed;
}
