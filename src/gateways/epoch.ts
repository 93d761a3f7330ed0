import { Type } from 'typebox';

/** 128 random bits that a gateway makes when its buffer is initialised. */
export const Epoch = Type.String({
  pattern: '^[0-9a-f]{32}$',
  description: "128 random bits, hex, made when the gateway's buffer is initialised",
});

/** The same as the tables keep it. */
export function uuidOfEpoch(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
