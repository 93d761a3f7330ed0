/** 預り品: what somebody leaves at the desk. */
export type KeptThingState = 'kept' | 'handed-back';

export type KeptThingStep = 'hand-back';

/** The only place where the life of a thing kept is written down. Nothing is handed back by itself. */
export const keptThingLifecycle = {
  kept: { 'hand-back': 'handed-back' },
  'handed-back': {},
} as const satisfies Record<KeptThingState, Partial<Record<KeptThingStep, KeptThingState>>>;

/** The state after a step; undefined = this step is not open. */
export function keptThingStateAfter(state: KeptThingState, step: KeptThingStep): KeptThingState | undefined {
  const open: Partial<Record<KeptThingStep, KeptThingState>> = keptThingLifecycle[state];
  return open[step];
}
