/** How codes are made (RFC 6238): what an app is told, and goes by. SHA-1, which most leave unsaid, is on no list of ours. */
export const totpForm = { algorithm: 'sha256', digits: 6, period: 30 } as const;
