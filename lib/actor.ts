/** Who brought news of a sale, as its events tell. */
export type Actor = "system" | "gateway" | `cashier:${string}`;

export const cashier = (userId: string): Actor => `cashier:${userId}`;
