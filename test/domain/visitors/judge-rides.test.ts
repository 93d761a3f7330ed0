import { describe, expect, it } from 'vitest';
import { judgeRides } from '../../../src/visitors/planning/judge-rides.ts';

const driver = { vehicle: '品川 300 あ 1234', ridesIn: null };
const onFoot = { vehicle: null, ridesIn: null };
const passenger = { vehicle: null, ridesIn: '品川３００あ１２３４' };

describe('who rides with another (同乗)', () => {
  it('rides with a member who drives, however the number is spelled', () => {
    expect(judgeRides([driver, onFoot, passenger], [])).toEqual([]);
    expect(judgeRides([passenger], [driver])).toEqual([]);
  });

  it('is told where nobody of the visit drives it, and who drives rides with nobody', () => {
    expect(judgeRides([onFoot, passenger], [])).toEqual([
      {
        at: '/members/1/ridesIn',
        message: '「品川３００あ１２３４」を運転する人（車両番号のある人）が、この訪問にいません',
      },
    ]);
    expect(judgeRides([{ ...passenger, vehicle: '練馬 500 い 1' }], [driver])).toEqual([
      { at: '/members/0/ridesIn', message: '車両を運転する人は、ほかの車両に同乗できません' },
    ]);
  });
});
