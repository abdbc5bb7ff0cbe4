type Slots = Readonly<Record<string, string | number | undefined>>;

/**
 * Speaks the messages of one subject where there is no browser and no message parser: their texts must have plain slots only. A text
 * that nobody wrote is the name of something that somebody else invented, and said as it is.
 */
export const speakPlainly =
  (texts: object) =>
  (key: string, slots: Slots = {}): string => {
    const text = key
      .split(".")
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], texts);
    if (typeof text !== "string") return key.slice(key.indexOf(".") + 1);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(slots[name] ?? ""));
  };
