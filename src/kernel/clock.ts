/** The only source of the present; tests hand in their own. */
export type Clock = { readonly now: () => Date };
