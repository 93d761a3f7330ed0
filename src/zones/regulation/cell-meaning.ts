export type BoundaryControl = 'gate' | 'lockable' | 'guarded' | 'none';

/** What a row demands besides the leave of somebody. */
export type Demand = 'risk-review' | 'physical-protection';

/** What a text cell demands, in a form a lint or a permit can use. */
export type CellMeaning =
  | { readonly kind: 'boundary'; readonly controls: readonly BoundaryControl[]; readonly seeThrough: boolean }
  | {
      readonly kind: 'permission';
      readonly approver: 'security-officer' | 'system-officer';
      readonly clause: string;
      readonly needs: readonly Demand[];
    };
