/** As much of DER (ITU-T X.690) as a certificate needs. */
export function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

export function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

/** A positive whole number. */
export function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  // The first bit is the sign.
  return (bytes[0] ?? 0) < 0x80 ? der(0x02, bytes) : der(0x02, Buffer.of(0), bytes);
}

/** Such as `2.5.4.3`. */
export function objectIdentifier(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(inSevenBits)]));
}

export function utf8(text: string): Buffer {
  return der(0x0c, Buffer.from(text));
}

/** `yyMMddHHmmssZ`: years before 2050. */
export function utcTime(text: string): Buffer {
  return der(0x17, Buffer.from(text));
}

export function bitString(bytes: Buffer): Buffer {
  return der(0x03, Buffer.of(0), bytes);
}

function inSevenBits(value: number): readonly number[] {
  const low = value % 0x80;
  const high = Math.floor(value / 0x80);
  return high === 0 ? [low] : [...inSevenBits(high).map((byte) => byte | 0x80), low];
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes]);
}
