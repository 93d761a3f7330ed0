import type { DeskPeople } from '../visitors/front-desk.ts';
import type { PersonClient } from '../visitors/person-client.ts';

/** What staff and reception do about permits and parcels, over the API. What is refused is counted, and the day goes on. */
export type PermitDesk = {
  /** Applies, and whoever answers for the zone approves; the permit, or undefined = refused. */
  readonly permitted: (application: PermitAsked) => Promise<string | undefined>;
  /** A step of somebody on what they may use; whether it was done. */
  readonly step: (by: string, path: string, body?: object) => Promise<boolean>;
  /** The reception takes over what a carrier brings; what it is known by from then on. */
  readonly takeOver: (parcels: object) => Promise<string | undefined>;
  readonly collect: (delivery: string, by: string) => Promise<void>;
  /** Why something was not done, and how often. */
  readonly refused: ReadonlyMap<string, number>;
};

export type PermitAsked = {
  readonly by: string;
  readonly officer: string;
  /** Below the site: where it is applied for. */
  readonly path: 'photography' | 'works';
  readonly body: object;
};

export function buildPermitDesk({ reception, staff }: DeskPeople): PermitDesk {
  const refused = new Map<string, number>();
  const act = async (client: PersonClient | undefined, path: string, body: object = {}) => {
    const told = await client?.post(path, body);
    if (told?.ok === true) return told.text;
    const code = told?.code ?? 'nobody';
    refused.set(code, (refused.get(code) ?? 0) + 1);
    return undefined;
  };

  return {
    refused,
    async permitted({ by, officer, path, body }) {
      const applied = await act(staff.get(by), path, body);
      if (applied === undefined) return undefined;
      const permit = parseId(applied);
      const approved = await act(staff.get(officer), `permits/${permit}/approve`);
      return approved === undefined ? undefined : permit;
    },
    step: async (by, path, body) => (await act(staff.get(by), path, body)) !== undefined,
    async takeOver(parcels) {
      const taken = await act(reception, 'deliveries', parcels);
      return taken === undefined ? undefined : parseId(taken);
    },
    async collect(delivery, by) {
      await act(reception, `deliveries/${delivery}/collect`, { by });
    },
  };
}

function parseId(text: string): string {
  const { id }: { readonly id: string } = JSON.parse(text);
  return id;
}
