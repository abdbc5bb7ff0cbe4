/** The one buyer who practises. */
export const BUYER = { id: "2088000000000001", login: "pra***@example.com" } as const;
