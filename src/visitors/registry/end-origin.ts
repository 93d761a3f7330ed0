/** From where the time of a passage in or out of the building is known; nothing fills one in by itself. */
export const endOrigins = ['read', 'desk', 'host', 'round', 'roll-call', 'paper', 'unknown'] as const;

export type EndOrigin = (typeof endOrigins)[number];

/** From where it is known when somebody came: the desk took them in, or they were written down by hand. */
export type CheckInOrigin = Extract<EndOrigin, 'desk' | 'paper'>;
