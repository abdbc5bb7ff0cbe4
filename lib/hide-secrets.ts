/** Fields that are never written, whatever they hold. */
const SECRET_NAME = /key|secret|passw|token|cookie|authorization|pin$|sign$/i;

export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

const HIDDEN = "[hidden]";

/**
 * The name of a secret and what stands behind it: in an address, a form, JSON, a header, an environment; in quotes all that they
 * hold, and what was cut off of it. Looked for from the beginning of a word on, so that a long one costs no more than its length.
 */
const NAMED =
  /((?:(?<![\w.-])[\w.-]*(?:key|secret|passw(?:or)?d|token|cookie|authorization|sign)|\bpin)\\*["']?\s*[=:]\s*)(?:(\\*["'])[\s\S]*?(?:(?<!\\)\2|$)|(?:(?:bearer|basic)\s+)?[^\s"'\\&,;}\]]+)/gi;

/** The header in which a browser sends all its cookies, whatever their names. */
const COOKIES = /(\bcookie:\s*)[^\r\n"'\\]+/gi;

/** A signed or sealed token by its form (RFC 7515 and 7516, compact serialization). */
const TOKEN = /\beyJ[\w-]{10,}(?:\.[\w-]*){2,}/g;

/** A key, a certificate, or what was cut off of one. */
const PEM = /-----BEGIN[^-]*-----[\s\S]*?(?:-----END[^-]*-----|$)/g;

/** The user and password of an address. */
const IN_ADDRESS = /(\/\/)[^\s/@]+@/g;

/**
 * What looks like a key without its name: long Base64 that is neither hexadecimal nor words, with or without line ends, and 32 bytes
 * of either Base64. Hashes in hexadecimal and ids are read on purpose.
 */
const BARE =
  /(?<![\w+/-])(?:[A-Za-z0-9+/](?:\r?\n)?){64,}={0,2}|(?<![\w+/-])(?:[A-Za-z0-9_-]{43}(?![\w-])|[A-Za-z0-9+/]{43}=)/g;
const looksRandom = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9]/.test(text);

/** The text without what is, or looks like, a secret. */
export const hideSecrets = (text: string): string =>
  text
    .replace(PEM, HIDDEN)
    .replace(IN_ADDRESS, `$1${HIDDEN}@`)
    .replace(COOKIES, `$1${HIDDEN}`)
    .replace(TOKEN, HIDDEN)
    .replace(NAMED, `$1$2${HIDDEN}$2`)
    .replace(BARE, (found) => (looksRandom(found) ? HIDDEN : found));
