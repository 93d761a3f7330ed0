/**
 * What is told of an event beside where a field is not as the protocol has it, in Japanese for whoever writes a gateway. `docs/gateway.md`
 * lists the same set; a test compares both ways.
 */
export const eventFaults = {
  'unknown kind': 'この種類（kind）の事象はない',
  'event says nothing': '要る項目がなく、何も言っていない',
  'foreign reader': 'このゲートウェイの読取装置でない',
  'foreign door': 'このゲートウェイの扉でない',
  'could not be decided': '判定できなかった。サービスの側で調べる',
  'a field stands twice: the last one counts': '同じ項目が二度ある。後のものを取った',
} as const satisfies Readonly<Record<string, string>>;

/** One of them. What is not as the protocol has it is told by its place (JSON Pointer) and in the words of other faults of form. */
export type EventFault = keyof typeof eventFaults | `/${string}` | `event ${string}` | `${string}; ${string}`;
