import { dayMs } from '../kernel/day-ms.ts';

/** So many days before a password runs out its person is reminded, more urgently each time. */
const remindsWithin = [1, 7, 14] as const;

export type PasswordAge = {
  /** From then on it only signs in to be changed. */
  readonly expiresAt: Date;
  readonly isExpired: boolean;
  /** Within how many days it runs out, where that is soon. */
  readonly within: (typeof remindsWithin)[number] | null;
};

/** How far a password is from having to be changed (統一技術基準 2.2.1.1(1)(c)); undefined where it never has to be. */
export function judgePasswordAge(setAt: Date, maxAgeDays: number | null, now: Date): PasswordAge | undefined {
  if (maxAgeDays === null) return undefined;
  const expiresAt = new Date(setAt.getTime() + maxAgeDays * dayMs);
  const left = expiresAt.getTime() - now.getTime();
  const within = left <= 0 ? undefined : remindsWithin.find((days) => left <= days * dayMs);
  return { expiresAt, isExpired: left <= 0, within: within ?? null };
}
