/** By what somebody may enter no longer: the hours of their visit, the end of their accreditation (報道の登録), or a hearing that turned closed. */
export const admissionEnds = ['hours', 'press', 'turned-closed'] as const;

export type AdmissionEnd = (typeof admissionEnds)[number];
