/**
 * `3min` (seed 002, expireTime). `m` is months here, the opposite of the other generations' `90m`: whoever means minutes writes
 * `min` (seed-notes 2.7).
 */
export const isExpireTime = (text: string): boolean => /^[1-9][0-9]{0,8}(y|m|d|h|min|s)$/.test(text);
