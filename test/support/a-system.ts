/** An information system that handles 要保護情報 and stands nowhere yet. */
export function aSystem(organisationId: string, officerId: string) {
  return {
    name: '見本システム',
    databaseNumber: null,
    organisationId,
    officerId,
    confidentiality: 2,
    integrity: 2,
    availability: 1,
    places: [],
  };
}
