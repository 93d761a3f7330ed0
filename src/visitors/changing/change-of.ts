import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { daysNotSaid, daysSaid, memberDraftOf } from '../planning/draft-of.ts';
import type { ChangeBody } from './change-schemas.ts';
import type { BoundChange, VisitChange } from './visit-change.ts';

/** What somebody sent to change a visit. */
export function changeOf(body: ChangeBody): Result<VisitChange, Refusal> {
  const { purpose, startsAt, endsAt, language, perEscort, addMembers, removeMembers } = body;
  const { addDestinations, changeDestinations, removeDestinations } = body;
  const days = daysSaid(body);
  if (days === undefined && body.days !== undefined) return refuse(daysNotSaid);
  return ok({
    purpose,
    days,
    hours: { startsAt, endsAt },
    language,
    perEscort,
    added: (addMembers ?? []).map(({ substitutes, ...member }) => ({
      draft: memberDraftOf(member),
      substitutes: substitutes ?? null,
    })),
    removed: removeMembers ?? [],
    destinations: (changeDestinations ?? []).map(({ id, host, place, zones, escorts, ...bound }) => ({
      destinationId: id,
      ...(host === undefined ? {} : { hostId: host }),
      ...(place === undefined ? {} : { place }),
      ...(zones === undefined ? {} : { zoneIds: zones }),
      ...(escorts === undefined ? {} : { escortIds: escorts }),
      ...(bound.members === undefined && bound.addedMembers === undefined ? {} : { bound: boundOf(bound) }),
    })),
    addedDestinations: (addDestinations ?? []).map(({ host, place, zones, escorts, ...bound }) => ({
      hostId: host,
      place: place ?? null,
      zoneIds: zones,
      escortIds: escorts ?? [],
      bound: boundOf(bound),
    })),
    removedDestinations: removeDestinations ?? [],
  });
}

type SaidBound = {
  readonly members?: readonly string[] | undefined;
  readonly addedMembers?: readonly number[] | undefined;
};

function boundOf({ members, addedMembers }: SaidBound): BoundChange {
  return { memberIds: members ?? [], added: addedMembers ?? [] };
}
