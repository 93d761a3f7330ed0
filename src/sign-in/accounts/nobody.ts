/** In the place of a person where there is none: what is looked up of somebody is looked up of nobody, so that the time it takes does not tell. */
export const nobody = '00000000-0000-0000-0000-000000000000';
