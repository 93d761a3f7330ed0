import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { SaidDays } from './days-of.ts';
import type { CommonBody, MemberBody, WalkInBody } from './draft-schemas.ts';
import type { DestinationDraft, MemberDraft, VisitDraft, WalkInDraft } from './visit-draft.ts';

type Demanded = 'destinations' | 'purpose';

/** All of a plan but who comes, as it was sent or put together. */
export type SaidVisit = Pick<CommonBody, Demanded> & {
  readonly [Field in Exclude<keyof CommonBody, Demanded>]?: CommonBody[Field] | undefined;
};

/** What somebody sent, as a draft; `members` are read apart, because a list of them may be one of lines. */
export function draftOf(body: SaidVisit, members: readonly MemberDraft[]): Result<VisitDraft, Refusal> {
  const days = daysSaid(body);
  if (days === undefined) return refuse(daysNotSaid);
  const { destinations, purpose, purposeWords, startsAt, endsAt, language, perEscort, review } = body;
  return ok({
    destinations: destinations.map(destinationDraftOf),
    members,
    purpose,
    purposeWords: purposeWords ?? null,
    days,
    hours: { startsAt, endsAt },
    language: language ?? 'ja',
    perEscort: perEscort ?? null,
    review,
  });
}

/** What somebody wrote on the slip of a walk-in. */
export function walkInDraftOf(body: WalkInBody): WalkInDraft {
  const { destinations, members, purpose, purposeWords, endsAt, language, perEscort } = body;
  return {
    destinations: destinations.map(destinationDraftOf),
    members: members.map(memberDraftOf),
    purpose,
    purposeWords: purposeWords ?? null,
    endsAt,
    language: language ?? 'ja',
    perEscort: perEscort ?? null,
  };
}

function destinationDraftOf({
  host,
  place,
  zones,
  escorts,
  members,
}: CommonBody['destinations'][number]): DestinationDraft {
  return {
    hostId: host,
    place: place ?? null,
    zoneIds: zones,
    escortIds: escorts ?? [],
    members: members ?? [],
  };
}

/** Days as said, one way or the other; undefined where neither or both are. */
export function daysSaid({ days, series }: Pick<SaidVisit, 'days' | 'series'>): SaidDays | undefined {
  if ((days === undefined) === (series === undefined)) return undefined;
  if (days !== undefined) return { days };
  return series && { ...series, onHolidays: series.onHolidays ?? false };
}

export const daysNotSaid: Refusal = {
  code: 'bad-request',
  errors: [
    {
      at: '/days',
      message: '日（days）か連続した訪問の期間（series）の、どちらか一つを指定してください',
    },
  ],
};

export function memberDraftOf(body: MemberBody): MemberDraft {
  const { name, nameKana, affiliation, telephone, vehicle, ridesIn, help, child, things } = body;
  return {
    identity: {
      name,
      nameKana: nameKana ?? null,
      affiliation,
      telephone: telephone ?? null,
      vehicle: vehicle ?? null,
      ridesIn: ridesIn ?? null,
      help: help ?? null,
    },
    child: child ?? false,
    things: things ?? [],
  };
}
