import { type Static, Type } from 'typebox';
import { Name, strict, Uuid } from '../../api/schemas.ts';

/** To whom information is given: a 課室, or somebody outside of the ministry by their name. */
export const Receiver = Type.Union(
  [Type.Object({ section: Uuid }, strict), Type.Object({ name: Name }, strict)],
  { title: 'InformationReceiver', description: 'だれに渡すか。課室（section）か、府省庁外の提供先（name）' },
);

export type Receiver = Static<typeof Receiver>;
