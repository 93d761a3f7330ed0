/** The part of a WebSocket a console's window needs. */
export type AckedSocket = {
  readonly bufferedAmount: number;
  readonly send: (data: Buffer, options: { readonly binary: boolean }) => void;
  readonly ping: (data: Buffer) => void;
};

/** What may be under way to a console that has not acknowledged it, in bytes. */
const windowBytes = 512 * 1024;
/** So often, in bytes, a console is asked how far it has come. */
const askEveryBytes = 32 * 1024;

export type SendWindow = {
  readonly send: (frame: Buffer) => void;
  readonly isOpen: () => boolean;
  /** Asks a console that owes an answer; once a second is enough while little is sent. */
  readonly ask: () => void;
  /** The console answered a ping; true when it has read something since. */
  readonly answered: (payload: Buffer, now: number) => void;
  /** How long the console has owed an answer without reading anything, in milliseconds. */
  readonly stalledFor: (now: number) => number;
};

/**
 * How far a console has read, end to end. A pong carries the payload of its ping (RFC 6455 §5.5.3), so pings that carry
 * the bytes sent so far come back as acknowledgements, without a line of code in the console. What the kernel has taken
 * counts for nothing: a console that stopped reading is noticed, however much its buffers would still swallow.
 */
export function buildWindow(socket: AckedSocket, openedAt: number): SendWindow {
  let sent = 0;
  let asked = 0;
  let acknowledged = 0;
  let progressAt = openedAt;

  function ask(): void {
    if (asked === sent) return;
    asked = sent;
    socket.ping(Buffer.from(String(sent)));
  }

  return {
    send(frame) {
      sent += frame.length;
      socket.send(frame, { binary: false });
      if (sent - asked >= askEveryBytes) ask();
    },
    isOpen: () => sent - acknowledged < windowBytes && socket.bufferedAmount < windowBytes,
    ask,
    answered(payload, now) {
      const upTo = Number(payload.toString('latin1'));
      if (!(upTo > acknowledged && upTo <= asked)) return;
      acknowledged = upTo;
      progressAt = now;
    },
    stalledFor(now) {
      if (acknowledged === asked) progressAt = now;
      return now - progressAt;
    },
  };
}
