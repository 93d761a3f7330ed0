import type { SaveEffects } from '../../log/entry/recorded-effects.ts';
import { replayEffects } from './apply-effects.ts';
import { saveEffects } from './save-effects.ts';
import { emptySite } from './site-state.ts';

/** Saves what the entries of an act state. An act's effects stand by themselves, whatever was before. */
export const saveActEffects: SaveEffects = (client, siteId, recorded) =>
  saveEffects(client, siteId, recorded, replayEffects(emptySite, recorded));
