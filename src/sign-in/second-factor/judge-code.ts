import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type CryptoPlugin, verifySync } from 'otplib';
import { totpForm } from './totp-form.ts';

export type TypedCode = {
  readonly seed: Buffer;
  readonly typed: string;
  readonly now: Date;
  /** The time step of the last code that was taken. */
  readonly lastStep: number;
};

/**
 * The time step of which somebody typed the code: the present one, or the one before or after it, and later than the last that was taken
 * (統一技術基準 2.2.1.1(1)(f)(ア)(イ)). Undefined where it is none of these.
 */
export function judgeCode({ seed, typed, now, lastStep }: TypedCode): number | undefined {
  const token = typed.normalize('NFKC').replaceAll(/\s/g, '');
  const epoch = Math.floor(now.getTime() / 1_000);
  const latest = Math.floor(epoch / totpForm.period) + 1;
  // Of a wrong length, and where the clock went back behind the last code, the library throws.
  if (!/^\d{6}$/.test(token) || lastStep >= latest) return undefined;
  const window = { epoch, epochTolerance: totpForm.period, afterTimeStep: lastStep };
  const found = verifySync({ secret: seed, token, crypto, ...totpForm, ...window });
  return found.valid && 'timeStep' in found ? found.timeStep : undefined;
}

/** node's own in the place of the library's. */
const crypto: CryptoPlugin = {
  name: 'node',
  algorithms: [totpForm.algorithm],
  hmac: (_, key, data) => createHmac('sha256', key).update(data).digest(),
  randomBytes,
  constantTimeEqual(one, other) {
    const [left, right] = [Buffer.from(one), Buffer.from(other)];
    return left.length === right.length && timingSafeEqual(left, right);
  },
};
