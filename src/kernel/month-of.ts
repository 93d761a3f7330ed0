/** The beginning of the month of an instant, in UTC: where its partition begins. */
export function monthOf(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
}

/** The beginning of the month after that of an instant, in UTC. */
export function monthAfter(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
}

/** The beginning of a month by its name (`YYYY-MM`), in UTC. */
export function monthNamed(name: string): Date {
  return new Date(`${name}-01T00:00:00Z`);
}
