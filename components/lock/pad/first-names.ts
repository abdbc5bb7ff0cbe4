export type Person = { id: string; name: string };

/** What a tile says of each: the first name, or the whole one where two share it. Chinese names stay whole. */
export function firstNames(people: readonly Person[]): Map<string, string> {
  const first = (name: string) => name.trim().split(/\s+/)[0] ?? name;
  const shared = (name: string) => people.filter((other) => first(other.name) === first(name)).length > 1;
  return new Map(people.map(({ id, name }) => [id, shared(name) ? name : first(name)]));
}

/** At most two letters; of a Chinese name its first character. */
export function initials(name: string): string {
  const letters = name
    .trim()
    .split(/\s+/)
    .map((word) => [...word][0] ?? "");
  return letters.slice(0, 2).join("").toUpperCase();
}
