/** The one subprotocol the stream speaks; a browser offers its ticket beside it, as it cannot set headers. */
export const protocol = 'sekisho.live.v1';

const ticketShape = /^ticket\.([A-Za-z0-9_-]{43})$/;

/** The ticket among the offered subprotocols (RFC 6455 §11.3.4); undefined where there is none. */
export function offeredTicket(header: string | undefined): string | undefined {
  const offered = header?.split(',').map((one) => one.trim()) ?? [];
  return offered.map((one) => ticketShape.exec(one)?.[1]).find((ticket) => ticket !== undefined);
}
