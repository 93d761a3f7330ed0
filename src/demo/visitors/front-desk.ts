import { reviewPoints } from '../../visitors/registry/host-review.ts';
import { demoDesk } from '../demo-plan.ts';
import { demoPurpose } from '../demo-visit.ts';
import type { Guest } from './expect-visits.ts';
import type { PersonClient, Told } from './person-client.ts';

/** Whom the service is spoken to for: the reception, and hosts and their colleagues by their ids. */
export type DeskPeople = {
  readonly reception: PersonClient;
  readonly staff: ReadonlyMap<string, PersonClient>;
};

/** A guest whom the service knows. */
export type Member = Guest & { readonly member: string };

/** A visit that is planned, on its day. */
export type Planned = {
  readonly visit: string;
  readonly day: string;
  readonly members: readonly Member[];
};

export type VisitDraft = {
  readonly host: string;
  readonly zone: string;
  readonly guests: readonly Guest[];
  readonly day: string;
  /** When it is over, `HH:MM`. */
  readonly endsAt: string;
};

/** What hosts and reception do for visitors, over the API. What is refused is counted, and the day goes on. */
export type FrontDesk = {
  /** The host plans, and reviews in the same act; undefined = refused. */
  readonly plan: (draft: VisitDraft) => Promise<Planned | undefined>;
  /** All of them at once; those who were taken in. */
  readonly checkIn: (planned: Planned) => Promise<readonly Member[]>;
  readonly step: (planned: Planned, step: PlainStep, members: readonly Member[]) => Promise<void>;
  readonly meet: (planned: Planned, members: readonly Member[], by: string) => Promise<void>;
  readonly checkOut: (planned: Planned, members: readonly Member[], end: End) => Promise<void>;
  /** The pass has not come back: it is stopped. */
  readonly missPass: (numeral: string, reason: string) => Promise<void>;
  readonly relieve: (ward: Member, from: string, to: string) => Promise<void>;
  /** Why something was not done, and how often. */
  readonly refused: ReadonlyMap<string, number>;
};

export type PlainStep = 'step-out' | 'step-in' | 'miss';

export type End =
  | { readonly origin: 'desk'; readonly passReturned: true }
  /** The host saw them out then, and the pass went with them. */
  | { readonly origin: 'host'; readonly at: Date; readonly passReturned: false };

export function buildFrontDesk({ reception, staff }: DeskPeople): FrontDesk {
  const refused = new Map<string, number>();
  const count = (code: string) => refused.set(code, (refused.get(code) ?? 0) + 1);
  const textOf = (told: Told): string | undefined => {
    if (told.ok) return told.text;
    count(told.code);
    return undefined;
  };
  const act = async (person: string, path: string, body: object = {}): Promise<string | undefined> => {
    const client = staff.get(person);
    return client === undefined ? undefined : textOf(await client.post(path, body));
  };
  /** Whom a step was done for. */
  const take = async ({ visit, day }: Planned, step: string, body: object): Promise<ReadonlySet<string>> => {
    const text = textOf(await reception.post(`visits/${visit}/${step}`, { day, ...body }));
    const members = text === undefined ? [] : parseDeskAnswer(text);
    for (const { code } of members.flatMap(({ done, lacks }) => (done ? [] : lacks))) count(code);
    return new Set(members.flatMap(({ member, done }) => (done ? [member] : [])));
  };
  const named = (members: readonly Member[]) => members.map(({ member }) => ({ member }));

  return {
    refused,
    async plan({ host, zone, guests, day, endsAt }) {
      const text = await act(host, 'visits', {
        destinations: [{ host, zones: [zone] }],
        members: guests.map(({ name, nameKana, affiliation }) => ({ name, nameKana, affiliation })),
        purpose: demoPurpose.code,
        days: [day],
        endsAt,
        review: { examined: reviewPoints },
      });
      if (text === undefined) return undefined;
      const visit = parseId(text);
      const known = parseMembers(await reception.get(`visits/${visit}`));
      const members = guests.flatMap((guest) => {
        const found = known.find(({ name }) => name === guest.name);
        return found === undefined ? [] : [{ ...guest, member: found.id }];
      });
      return { visit, day, members };
    },
    async checkIn(planned) {
      const members = planned.members.map(({ member, pass }) => ({
        member,
        identity: { means: 'photo-id' },
        pass: pass.numeral,
      }));
      const done = await take(planned, 'check-in', { desk: demoDesk.id, members });
      return planned.members.filter(({ member }) => done.has(member));
    },
    async step(planned, step, members) {
      await take(planned, step, { members: named(members) });
    },
    async meet(planned, members, by) {
      await take(planned, 'met', { members: named(members), by });
    },
    async checkOut(planned, members, { passReturned, ...told }) {
      const leaving = members.map(({ member }) => ({ member, passReturned }));
      await take(planned, 'check-out', { members: leaving, ...told, hostSaidSo: true });
    },
    async missPass(numeral, reason) {
      const [pass] = parsePasses(await reception.get(`passes?numeral=${numeral}`));
      if (pass !== undefined) textOf(await reception.post(`passes/${pass.id}/miss`, { reason }));
    },
    async relieve({ member }, from, to) {
      if ((await act(from, `custody/${member}/offer`, { to })) === undefined) return;
      await act(to, `custody/${member}/take`);
    },
  };
}

function parseId(text: string): string {
  const { id }: { readonly id: string } = JSON.parse(text);
  return id;
}

function parseMembers(text: string): readonly { readonly id: string; readonly name: string | null }[] {
  const visit: { readonly members: readonly { readonly id: string; readonly name: string | null }[] } =
    JSON.parse(text);
  return visit.members;
}

type Done = {
  readonly member: string;
  readonly done: boolean;
  readonly lacks: readonly { readonly code: string }[];
};

function parseDeskAnswer(text: string): readonly Done[] {
  const { members }: { readonly members: readonly Done[] } = JSON.parse(text);
  return members;
}

type ListedPass = { readonly id: string; readonly numeral: string; readonly state: string };

/** Of a page of the passes. */
export function parsePasses(text: string): readonly ListedPass[] {
  const { items }: { readonly items: readonly ListedPass[] } = JSON.parse(text);
  return items;
}
