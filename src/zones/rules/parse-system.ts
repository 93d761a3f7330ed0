import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { handledBy, type RegisteredSystem, type SystemSurvey } from '../regulation/registered-system.ts';

const system = Compile(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    zone: Type.String(),
    confidentiality: Type.Integer(),
    integrity: Type.Integer(),
    availability: Type.Integer(),
  }),
);

const survey = Compile(Type.Object({ zone: Type.String(), on: Type.String() }));

/** An information system in a zone as the register keeps it. */
export function parseSystem(stored: unknown): RegisteredSystem {
  if (!system.Check(stored)) throw new Error('a stored information system is none');
  const { id, name, zone, ...grades } = stored;
  return { id, name, zone, handles: handledBy(grades) };
}

/** The survey of a zone as it is kept. */
export function parseSurvey(stored: unknown): SystemSurvey {
  if (!survey.Check(stored)) throw new Error('a stored survey of systems is none');
  return stored;
}
