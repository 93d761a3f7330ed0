/** What is to be done at which second of the day, in that order; what is due at the same second in the order it was added. */
export class Agenda<Item> {
  readonly #due: { readonly second: number; readonly item: Item }[] = [];

  add(second: number, item: Item): void {
    let at = this.#due.length;
    while (at > 0 && (this.#due[at - 1]?.second ?? 0) > second) at -= 1;
    this.#due.splice(at, 0, { second, item });
  }

  take(): { readonly second: number; readonly item: Item } | undefined {
    return this.#due.shift();
  }
}
