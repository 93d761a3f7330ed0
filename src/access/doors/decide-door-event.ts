import { abandonRead } from './abandon-read.ts';
import type { DoorEvent, DoorEventDecision, DoorEventFacts, DoorEventKind } from './door-event.ts';
import { buffer, duress, endConditions, fire, intrusion, powerLost, tamper } from './gateway-events.ts';
import { allowOpening, closeDoor, forceDoor, holdDoor, openDoor } from './move-door.ts';

type Decide = (event: DoorEvent, facts: DoorEventFacts) => DoorEventDecision;

const nothing: DoorEventDecision = { effects: [], notes: [] };

/** A PIN and an exit button move nobody: neither names who goes through. A heartbeat is a sign of life alone. */
const decisions: Readonly<Record<DoorEventKind, Decide>> = {
  'pin-read': allowOpening,
  'exit-request': allowOpening,
  'door-opened': openDoor,
  'door-closed': closeDoor,
  'door-restored': closeDoor,
  'door-forced': forceDoor,
  'door-held': holdDoor,
  'read-abandoned': abandonRead,
  duress,
  'fire-signal': fire,
  tamper,
  'tamper-restored': endConditions,
  'power-lost': powerLost,
  'power-restored': endConditions,
  'intrusion-armed': intrusion.armed,
  'intrusion-disarmed': endConditions,
  'intrusion-alarm': intrusion.alarm,
  heartbeat: () => nothing,
  'buffer-lost': buffer,
};

/**
 * What an event other than a card read does to the site. Pure and total over all kinds. A superseded event changes
 * nothing any more; its alarms are raised, for somebody must look, and are over at once.
 */
export function decideDoorEvent(event: DoorEvent, facts: DoorEventFacts): DoorEventDecision {
  const decision = decisions[event.kind](event, facts);
  if (!facts.superseded) return decision;
  const raised = decision.effects.filter((effect) => effect.type === 'alarm').filter(({ active }) => active);
  return {
    effects: raised.flatMap((alarm) => [alarm, { ...alarm, active: false }]),
    notes: [...decision.notes, 'superseded'],
  };
}
