type Named = { name: string };

/** The order of names as people read them: Shop 2 stands before Shop 10. */
export function byName(language: string): (one: Named, other: Named) => number {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return (one, other) => compare(one.name, other.name);
}

/** Whether one of the texts has what is looked for. */
export function isWanted(wanted: string, texts: readonly string[]): boolean {
  const words = wanted.trim().toLowerCase();
  return texts.some((text) => text.toLowerCase().includes(words));
}

/** Longer lists are searched. */
export const SEARCHED_FROM = 13;
