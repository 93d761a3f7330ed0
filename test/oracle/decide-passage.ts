import type { PassageFacts } from '../../src/access/decide/facts/passage-facts.ts';
import type { PermissionFacts } from '../../src/access/decide/facts/permission-facts.ts';

/**
 * A second, naive evaluator: one sentence after the other, as the design and 2.3.1.1 say them. It shares no rule code
 * with src/access/decide and is slow and repetitive on purpose. Failures are written `code` or `code@row`.
 */
export type OracleAnswer = {
  readonly verdict: 'grant' | 'deny' | 'wait';
  readonly reasons: readonly string[];
  readonly notes: readonly string[];
};

export function oracle(f: PassageFacts): OracleAnswer {
  const said = withoutAsking(f);
  const refused = said.reasons.map((one) => one.split('@')[0]);
  // What an exception leaves out is worth a word where the passage would have met a reason the more without it.
  const leaned = (['from', 'to'] as const).flatMap((side) =>
    Object.entries(f[side].duties).flatMap(([row, duty]) => {
      if (duty.exception === undefined) return [];
      const duties = { ...f[side].duties, [row]: { ...duty, required: true } };
      const strict = withoutAsking({ ...f, [side]: { ...f[side], duties } });
      return strict.reasons.every((one) => refused.includes(one.split('@')[0])) ? [] : [`excepted@${row}`];
    }),
  );
  return answer(said.verdict, said.reasons, [...said.notes, ...leaned]);
}

/** What the rows ask as they stand, whatever leaves some of them out. */
function withoutAsking(f: PassageFacts): OracleAnswer {
  const height = (c: number | null): number => (c === null ? 1000 : c);
  const up = height(f.to.class) > height(f.from.class);
  const down = height(f.to.class) < height(f.from.class);
  // Nobody is held on a way out: moving there is leaving. Up a class it is still entering, where only a stranger is refused.
  const out = down || (!up && f.door.leadsOut);
  const outUpwards = up && f.door.leadsOut;
  const level = !up && !out;
  // Whoever read so long ago has gone: nobody is there to be let in. Nobody is kept in for it, nor from a way of escape.
  const gone = f.tooOld && !out && !outUpwards && !f.door.escape;
  const there = f.live && !gone;
  const now = f.at.getTime();
  const p = f.person;
  const failures: string[] = [];
  const notes: string[] = [];

  // Which zone and rows ask whether the person is permitted.
  const row19 = f.to.duties.t1r19;
  const row20 = f.from.duties.t1r20;
  const row21 = f.from.duties.t1r21;
  const firmlyKept = (row20.required && !row20.undetermined) || (row21.required && !row21.undetermined);
  let asks = false;
  let cite = '';
  let openQuestion = '';
  if (up && row19.required) {
    asks = true;
    cite = '@t1r19';
    if (row19.undetermined) openQuestion = 't1r19';
  }
  if (level && (row19.required || f.to.controlled)) {
    asks = true;
    if (row19.undetermined && row19.required && !f.to.controlled) openQuestion = 't1r19';
  }
  if (out && (row20.required || row21.required)) {
    asks = true;
    if (row20.required && !row20.undetermined) cite = '@t1r20';
    else if (row21.required && !row21.undetermined) cite = '@t1r21';
    else {
      openQuestion = row20.required ? 't1r20' : 't1r21';
      cite = `@${openQuestion}`;
    }
  }

  if (gone) failures.push('too-old-to-open');
  else if (f.tooOld) notes.push('too-old-to-open');

  // The card.
  if (f.read === 'bad-read') failures.push(`bad-read${cite}`);
  if (f.read === 'ok' && !f.card) failures.push(`unknown-card${cite}`);
  if (f.card) {
    if (f.card.twin) failures.push(`card-twin${cite}`);
    if (!p && !f.card.twin) failures.push(`card-unassigned${cite}`);
    if (f.card.state === 'lost') failures.push(`card-lost${cite}`);
    if (f.card.state === 'stolen') failures.push(`card-stolen${cite}`);
    if (['suspended', 'damaged'].includes(f.card.state)) failures.push(`card-suspended${cite}`);
    if (['returned', 'destroyed'].includes(f.card.state)) failures.push(`card-returned${cite}`);
    const over = f.card.expiresAt !== undefined && f.card.expiresAt.getTime() <= now;
    if (over) failures.push(`card-expired${cite}`);
    if (now < f.card.activeFrom.getTime()) failures.push(`card-not-active-yet${cite}`);
    if (!f.card.formatAllowed) failures.push(`card-kind-not-allowed${cite}`);
  }

  // Free passage asks for no permission, except where row 17 keeps one of the two zones always restricted.
  const free = f.door.freePassage && !f.to.duties.t1r17.required && !f.from.duties.t1r17.required;
  if (free) notes.push('free-passage');

  const comesByVisit = p?.kind === 'visitor' || p?.kind === 'courier';
  const comesFromOutside = p !== undefined && p.kind !== 'staff';
  const running = (one: PermissionFacts) => one.startsAt.getTime() <= now && now < one.endsAt.getTime();
  const over = (one: PermissionFacts) => one.endsAt.getTime() <= now;

  if (p) {
    if (p.state === 'suspended') failures.push(`person-suspended${cite}`);
    if (p.state === 'left') failures.push(`person-left${cite}`);
    if (p.contractEnded) failures.push('contract-ended@t1r23');
    if (p.contractNotBegun) failures.push('contract-not-active-yet@t1r23');

    // The permission, or the visit in its place.
    if (asks && !free) {
      const missing: string[] = [];
      if (comesByVisit) {
        if (!p.visit) missing.push('visit-not-checked-in');
        if (p.visit?.over) {
          if (p.visit.endsBy === 'press') missing.push('press-ended');
          else missing.push(p.visit.endsBy === 'hours' ? 'visit-over' : 'visit-turned-closed');
        }
        if (p.visit && !p.visit.checkedIn && !(out && p.visit.over)) missing.push('visit-not-checked-in');
        // Who was let in, into the zone that is left.
        if (out && p.visit && !p.visit.leftZoneInVisit) missing.push('zone-not-in-visit');
      } else {
        const held = out ? p.permissionsBehind : p.permissions;
        if (held.length === 0) missing.push('no-permission');
        else if (held.some((one) => running(one) && one.withinSchedule)) {
          // permitted
        } else if (held.some(running)) missing.push('outside-schedule');
        else if (held.some(over)) missing.push('permission-expired');
        else missing.push('permission-not-active-yet');
      }
      for (const code of missing) failures.push(code + cite);
      if (missing.length > 0 && openQuestion !== '') failures.push(`undetermined@${openQuestion}`);
    }

    // Nobody asks, and the way out opens for everybody: yet a host is to hear that the visit does not hold any more.
    if ((!asks || free) && (out || outUpwards) && comesByVisit) {
      const { visit } = p;
      const isLate = visit?.over === true;
      if (isLate && visit.endsBy === 'hours') failures.push(`visit-over${cite}`);
      if (isLate && visit.endsBy === 'press') failures.push(`press-ended${cite}`);
      if (isLate && visit.endsBy === 'turned-closed') failures.push(`visit-turned-closed${cite}`);
      if (!visit?.checkedIn && (outUpwards || !isLate)) failures.push(`visit-not-checked-in${cite}`);
      // Where visitors are kept to the zones of their visit, also that they were in another.
      const limited = f.from.duties.t1r33.required;
      if (out && visit && limited && !visit.leftZoneInVisit) failures.push(`zone-not-in-visit${cite}`);
    }

    // Outsiders who come in or walk about inside.
    if (comesFromOutside && !out) {
      const complain = (code: string, row: 't1r26' | 't1r27' | 't1r30' | 't1r31' | 't1r32' | 't1r33') => {
        if (!f.to.duties[row].required) return;
        failures.push(`${code}@${row}`);
        if (f.to.duties[row].undetermined) failures.push(`undetermined@${row}`);
      };
      if (comesByVisit) {
        if (!p.visit?.identityConfirmed) complain('identity-not-confirmed', 't1r27');
        if (!p.visit?.hostReviewed) complain('host-review-missing', 't1r31');
        if (!p.visit?.zoneInVisit) complain('zone-not-in-visit', 't1r33');
      } else {
        // The permissions that speak: the open ones, else those outside their hours, else the expired, else the future.
        const speaking = [
          p.permissions.filter((one) => running(one) && one.withinSchedule),
          p.permissions.filter((one) => running(one) && !one.withinSchedule),
          p.permissions.filter(over),
          p.permissions.filter((one) => now < one.startsAt.getTime() && !over(one)),
        ].find((group) => group.length > 0);
        const allGood = speaking?.some((one) => one.hostReviewed && one.identityConfirmed);
        const gate = f.from.class !== null && f.from.class >= 1 ? p.permissionsBehind.filter(running) : [];
        const identity = speaking && (allGood || !speaking.some((one) => !one.identityConfirmed));
        // Whoever registers people for a zone checked them for itself. Of another body that is worth nothing, unless those
        // behind the door said that they take it, and from whom.
        const believed = (kind: string) =>
          f.from.organisation === f.to.organisation ||
          f.site.takenChecks
            .filter(({ organisation }) => organisation === f.to.organisation)
            .filter(({ of }) => of === f.from.organisation)
            .some(({ what }) => what === 'both' || what === kind);
        const atGate =
          f.to.duties.t1r26.replaceable && believed('identity') && gate.some((one) => one.identityConfirmed);
        if (!identity && !atGate) complain('identity-not-confirmed', 't1r26');
        const review = speaking && (allGood || !speaking.some((one) => !one.hostReviewed));
        const reviewedAtGate =
          f.to.duties.t1r30.replaceable && believed('review') && gate.some((one) => one.hostReviewed);
        if (!review && !reviewedAtGate) complain('host-review-missing', 't1r30');
        if (p.permissions.length === 0) complain('no-permission', 't1r32');
      }
    }

    // The escort.
    if (comesFromOutside && there && p.escort !== 'present') {
      const row = comesByVisit ? 't1r35' : 't1r34';
      const duty = (out ? f.from : f.to).duties[row];
      const code = p.escort === 'missing' || p.escort === 'awaited' ? 'escort-missing' : `escort-${p.escort}`;
      // How many one escort may lead is asked of whoever comes in; whoever is inside goes on.
      const counts = p.escort !== 'over-ratio' || !level;
      if (!counts && duty.required) notes.push(`${code}@${row}`);
      if (counts && duty.required) failures.push(`${code}@${row}`);
      if (counts && duty.required && duty.undetermined) failures.push(`undetermined@${row}`);
    }

    // Those who go along by the read of their escort.
    const group = there ? p.custody.overRatio : undefined;
    if (group?.duty.required && level) notes.push(`escort-over-ratio@${group.row}`);
    if (group?.duty.required && !out && !level) {
      failures.push(`escort-over-ratio@${group.row}`);
      if (group.duty.undetermined) failures.push(`undetermined@${group.row}`);
    }

    const beside = p.custody.wards.filter(
      ({ state, zone, ledOut }) =>
        state === 'living' &&
        !ledOut &&
        zone === f.from.id &&
        (f.presence.zone === undefined || f.presence.zone === f.from.id),
    );
    const led =
      there && !f.site.emergency
        ? beside.filter(({ mode }) => mode === 'declared' || f.door.escortCounts)
        : [];
    if (led.some(({ admitted }) => !admitted)) notes.push('ward-not-admitted');

    // Work and deliveries.
    if (!out && p.kind === 'courier' && !f.to.handover && f.to.duties.t2r17.required) {
      failures.push('beyond-handover-zone@t2r17');
      if (f.to.duties.t2r17.undetermined) failures.push('undetermined@t2r17');
    }
    if (!out && p.workUnattended && p.kind === 'staff' && f.to.duties.t1r47.required) {
      failures.push('work-not-attended@t1r47');
      if (f.to.duties.t1r47.undetermined) failures.push('undetermined@t1r47');
    }
    if (!out && p.workUnattended && p.kind !== 'staff' && f.to.duties.t1r49.required) {
      failures.push('work-not-attended@t1r49');
      if (f.to.duties.t1r49.undetermined) failures.push('undetermined@t1r49');
    }
  }

  const pending = there && p && f.presence.pending && now < f.presence.pending.until.getTime();

  // The same passage again: still to be taken at this door, or made at it just now.
  const since = f.presence.since?.getTime();
  const justNow =
    there &&
    p !== undefined &&
    !pending &&
    f.presence.door === f.door.id &&
    f.presence.zone === f.to.id &&
    since !== undefined &&
    Math.abs(now - since) < f.door.repeatWithinMs;

  // Where the person is.
  if (there && p && !f.site.emergency) {
    const named: (string | undefined)[] =
      pending && f.presence.pending ? [f.presence.pending.from, f.presence.pending.to] : [f.presence.zone];
    const here = f.presence.places.filter((one) => named.includes(one.zone));
    const mode = f.door.passback;
    const fresh =
      mode.mode === 'timed' &&
      (f.presence.since === undefined || now - f.presence.since.getTime() < mode.minutes * 60 * 1000);
    const hard = mode.mode === 'hard' || fresh;
    if (here.length === 0) {
      if (mode.mode !== 'off') notes.push('place-unknown');
    } else if (justNow) {
      // One passage is not made twice.
    } else if (!here.some((one) => one.reachesFrom)) {
      // Nobody came here unread from where the person is known to be.
      if (mode.mode === 'off' || (up && f.door.unreadBack)) {
        // Here people come and go unread: only a higher zone that was left unseen is worth a word.
        const higher = here.every((one) => height(one.class) > height(f.from.class));
        const serious = here.every((one) => height(one.class) >= 2);
        if (higher && serious && hard && up) failures.push('unexpected-zone');
        else if (higher) notes.push('unexpected-zone');
      } else {
        const code = here.some((one) => one.reachesTo) ? 'passback' : 'unexpected-zone';
        if (hard && up) failures.push(code);
        else if (code === 'passback' && !hard) notes.push('passback-soft');
        else notes.push(code);
      }
    }
  }

  // Who else is there, and the door itself.
  if (there) {
    if (f.to.maxOccupancy !== undefined && f.to.others + 1 > f.to.maxOccupancy)
      failures.push('occupancy-full');
    if (f.to.neverAlone && f.to.company + 1 === 1) failures.push('second-person-missing');
    // Who stays is alone, or has none but guests; a guest who goes was nobody's company.
    const goesAsColleague = !p || (!comesByVisit && p.state === 'active');
    const staysOne = f.from.company + 1 === 2 || (f.from.company === 0 && f.from.guests >= 1);
    if (f.from.neverAlone && goesAsColleague && staysOne) failures.push('would-leave-one-alone');
    if (f.door.interlocked) failures.push('interlock');
  } else notes.push('not-judged');
  if (f.door.outOfService) failures.push('door-out-of-service');
  if (f.site.lockdown && !out) failures.push('lockdown');

  // Things worth a word.
  if (p && !comesByVisit && p.permissions.some(running)) {
    const last = Math.max(...p.permissions.map((one) => one.endsAt.getTime()));
    if (last <= now + 14 * 86_400_000) notes.push('permit-ends-soon');
  }
  if (p && out && f.to.class !== 0) {
    const below = comesByVisit ? p.visit?.zoneInVisit === true : p.permissions.some(running);
    if (!below) notes.push('no-permission-below');
  }
  if (p && out && f.to.class === 0 && p.itemInside) notes.push('carried-item-open');
  const again =
    justNow ||
    (pending &&
      !f.presence.pending?.along &&
      f.presence.pending?.door === f.door.id &&
      f.presence.pending.from === f.from.id &&
      f.presence.pending.to === f.to.id);

  // An emergency opens the ways out for everybody.
  if (f.site.emergency && f.door.escape) {
    return answer('grant', [], [...notes, ...failures, 'emergency-release', ...(again ? ['repeated'] : [])]);
  }

  // On the way out: only a stranger, a card that may be in any hand, or a person stopped by name; and only where row 20
  // or 21 is decided. Papers, hours, lists, counts and places never.
  if (out || outUpwards) {
    const stopped = [
      'unknown-card',
      'bad-read',
      'card-unassigned',
      'card-lost',
      'card-stolen',
      'person-suspended',
    ];
    const serious = failures.filter((one) => stopped.includes(one.split('@')[0] ?? ''));
    if ((firmlyKept || outUpwards) && serious.length > 0) {
      return answer('deny', serious, [...notes, ...failures.filter((one) => !serious.includes(one))]);
    }
    if (out && openQuestion !== '' && serious.length > 0) failures.push(`undetermined@${openQuestion}`);
    return answer('grant', [], [...notes, ...failures, ...(again ? ['repeated'] : [])]);
  }

  // Staff who lead a crew of an emergency service: nothing counts but their card, that they are in office, and a door that works.
  if (f.door.opensForCrew && p?.kind === 'staff' && !gone) {
    const ofCardOrOffice = failures.filter((one) =>
      /^(bad-read|unknown-card|card-|person-|contract-|door-)/.test(one),
    );
    const others = failures.filter((one) => !ofCardOrOffice.includes(one));
    if (ofCardOrOffice.length > 0) return answer('deny', ofCardOrOffice, [...notes, ...others]);
    return answer('grant', [], [...notes, ...others, 'emergency-entry', ...(again ? ['repeated'] : [])]);
  }

  if (failures.length === 0) return answer('grant', [], [...notes, ...(again ? ['repeated'] : [])]);
  // Who may still read here: an escort, and whoever keeps others company.
  const mendedByEscort = ['t1r34', 't1r35'].flatMap((row) => [
    `escort-missing@${row}`,
    `escort-over-ratio@${row}`,
    `undetermined@${row}`,
  ]);
  const mendedByCompany = ['second-person-missing', 'would-leave-one-alone'];
  const escortMayCome =
    p?.escort === 'awaited' || p?.escort === 'over-ratio' || p?.custody.overRatio !== undefined;
  const mayCome =
    p !== undefined &&
    failures.every((one) => mendedByCompany.includes(one) || (escortMayCome && mendedByEscort.includes(one)));
  const verdict = mayCome && there ? 'wait' : 'deny';
  return answer(verdict, failures, notes);
}

function answer(
  verdict: OracleAnswer['verdict'],
  reasons: readonly string[],
  notes: readonly string[],
): OracleAnswer {
  return { verdict, reasons: [...new Set(reasons)].sort(), notes: [...new Set(notes)].sort() };
}
