/**
 * What the work makes of each item, in the items' order, while so many of those that follow are worked on already.
 * Rejects when the turn of one comes whose work did; of those after it nothing is heard.
 */
export async function* inTurn<Item, Result>(
  items: readonly Item[],
  ahead: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const working: Promise<Result>[] = []
  for (const [index] of items.entries()) {
    for (const item of items.slice(working.length, index + 1 + ahead)) {
      const result = work(item)
      // It is heard when its turn comes, which may be never.
      result.catch(() => {})
      working.push(result)
    }
    yield await (working[index] as Promise<Result>)
  }
}
