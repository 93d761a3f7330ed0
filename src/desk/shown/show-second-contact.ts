import { type Static, Type } from 'typebox';
import { Instant } from '../../api/schemas.ts';
import type { HostCalled } from '../../people/registry/load-hosts.ts';
import type { UnansweredDestination } from '../../visitors/review/list-unanswered.ts';
import { ArrivalHost } from './show-hosts.ts';

/** Whom to call next, because a host did not answer. */
export const SecondContact = Type.Object(
  {
    at: Instant,
    due: Type.Boolean({ description: '掛け直す時刻が来ている' }),
    call: Type.Array(ArrivalHost, { description: '訪問相手、代理、課室の責任者の順' }),
  },
  { title: 'SecondContact', description: '訪問相手が電話に出なかった。答えがなければ入れない' },
);

/** The next call of a member of a visit that is due first; `called` says by what each is called whose name may be told. */
export function showSecondContact(
  unanswered: readonly UnansweredDestination[],
  called: ReadonlyMap<string, HostCalled>,
  named: boolean,
  now: Date,
): Static<typeof SecondContact> | null {
  const [first] = unanswered.toSorted((one, other) => one.next.at.getTime() - other.next.at.getTime());
  if (first === undefined) return null;
  const { at, call } = first.next;
  return {
    at: at.toISOString(),
    due: at <= now,
    call: call.map((person) => ({
      person,
      name: named ? (called.get(person)?.name ?? null) : null,
      extension: called.get(person)?.extension ?? null,
    })),
  };
}
