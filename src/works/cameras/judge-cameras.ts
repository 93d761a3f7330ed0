import type { FieldError } from '../../kernel/problem.ts';
import type { RuleLine } from '../../permits/rule/rule-told.ts';
import { type CameraState, cameraStateNames } from './camera-lifecycle.ts';

/** A camera of the register, as far as a work asks after it. */
export type Camera = {
  readonly code: string;
  readonly state: CameraState;
  readonly zoneId: string;
  readonly validFrom: Date;
  /** Exclusive; null = until it is removed. */
  readonly validUntil: Date | null;
};

type Period = { readonly from: Date; readonly until: Date };

type Watched = {
  readonly zones: readonly string[];
  /** The codes that the plan names. */
  readonly named: readonly string[];
  readonly period: Period;
  readonly lines: readonly Pick<RuleLine, 'row' | 'zone' | 'value' | 'undetermined'>[];
};

const rows: readonly string[] = ['t1r48', 't1r50'];

/**
 * What is wrong with the cameras of a plan: one that nobody registered, of another zone, not there through the work, or out of order; and a
 * zone where row 48 or 50 is 要 that none of them watches. What nobody determined is asked for when the work begins. Pure.
 */
export function judgeCameras(
  { zones, named, period, lines }: Watched,
  known: readonly Camera[],
): readonly FieldError[] {
  const faultOf = (code: string): string | undefined => {
    const named = known.filter((one) => one.code === code);
    if (named.length === 0) return 'この符号の監視カメラは登録されていません';
    const there = named.filter(({ zoneId }) => zones.includes(zoneId));
    if (there.length === 0) return '作業の区域の監視カメラではありません';
    if (there.some((camera) => watches(camera, period))) return undefined;
    const broken = there.find(({ state }) => state !== 'working');
    return broken === undefined
      ? 'この監視カメラは、作業の期間を通してはありません'
      : `この監視カメラは「${cameraStateNames[broken.state]}」です`;
  };
  const unwatched = findUnwatched(
    lines.filter(({ undetermined }) => !undetermined),
    named,
    known,
    period,
  );
  return [
    ...named.flatMap((code, index) => {
      const message = faultOf(code);
      return message === undefined ? [] : [{ at: `/terms/cameras/${index}`, message }];
    }),
    ...unwatched.map(({ row, zone }) => {
      const able = known.filter((camera) => camera.zoneId === zone && watches(camera, period));
      return { at: '/terms/cameras', message: saysOf(zone, row, able) };
    }),
  ];
}

/** The zones where row 48 or 50 asks for a camera and none that is named works there through the period. */
export function findUnwatched<Line extends Pick<RuleLine, 'row' | 'zone' | 'value'>>(
  lines: readonly Line[],
  named: readonly string[],
  known: readonly Camera[],
  period: Period,
): readonly Line[] {
  const watched = known.filter((camera) => named.includes(camera.code) && watches(camera, period));
  return lines.filter(
    ({ row, zone, value }) =>
      rows.includes(row) && value === 'required' && !watched.some(({ zoneId }) => zoneId === zone),
  );
}

function watches(camera: Camera, period: Period): boolean {
  return camera.state === 'working' && isThere(camera, period);
}

function isThere({ validFrom, validUntil }: Camera, { from, until }: Period): boolean {
  return validFrom <= from && (validUntil === null || (from < validUntil && until <= validUntil));
}

function saysOf(zone: string | null, row: string, able: readonly Camera[]): string {
  const asked = `区域 ${zone} はカメラでの監視を要します（別表1 行${row.slice(3)}）`;
  return able.length === 0
    ? `${asked}が、動いている監視カメラがありません`
    : `${asked}。その監視カメラ（${able.map(({ code }) => code).join('、')}）を挙げてください`;
}
