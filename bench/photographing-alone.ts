import { type HeldPermit, judgePhotographing } from '../src/devices/photography/judge-photographing.ts';
import { saysOfPhotographing } from '../src/devices/photography/says-of-photographing.ts';
import { permitStates } from '../src/permits/lifecycle/permit-lifecycle.ts';
import { allowedBody } from '../src/permits/shown/allowed-body.ts';
import { aMoment, aRuledZone, theLayers } from '../test/support/a-ruled-zone.ts';
import { everythingDetermined } from './determined.ts';

const asked = 200_000;

/**
 * "May this person photograph here now", with its chain, by itself: from a person's permits and the rules that are kept to the body
 * of the answer, in a zone of an organisation that determined everything. A second of the clock, and of the processor.
 */
export function measurePhotographing(): { readonly perSecond: number; readonly perCpuSecond: number } {
  const zone = aRuledZone();
  const layers = theLayers({ determinations: everythingDetermined(zone.organisation) });
  const now = aMoment.getTime();
  const held = permitStates.map((state): HeldPermit => {
    const dates = { from: now - 1, until: now + 1 };
    return {
      id: state,
      state,
      decided: true,
      zoneIds: [zone.id],
      parts: ['image'],
      windows: [dates],
      ...dates,
    };
  });
  const facts = { kind: 'staff', stopped: false, zone, at: aMoment, held, exceptions: [] } as const;
  const ask = (part: 'image' | 'sound') =>
    allowedBody(judgePhotographing({ ...facts, part }, layers), saysOfPhotographing);
  let allowed = 0;
  const askAll = () => {
    for (let nth = 0; nth < asked; nth += 2) if (ask('image').allowed !== ask('sound').allowed) allowed += 1;
  };
  askAll();
  const [clock, cpu] = [performance.now(), process.cpuUsage()];
  askAll();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - clock) / 1000;
  if (allowed !== asked) throw new Error('one of the two is allowed');
  return {
    perSecond: Math.round(asked / seconds),
    perCpuSecond: Math.round((1e6 * asked) / (user + system)),
  };
}
