/** Everything that comes, in its order. */
export async function readAll<Item>(coming: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of coming) all.push(item);
  return all;
}
