/** Keeps what comes in until somebody asks for it. */
export type Inbox<Item> = {
  put(item: Item): void
  /** Puts it unless something is there already. */
  offer(item: Item): void
  /** Takes out what came first, when there is something. */
  next(): Promise<Item>
  /** Resolves when there is something. */
  filled(): Promise<void>
}

export function createInbox<Item>(): Inbox<Item> {
  const items: Item[] = []
  let arrived = () => {}
  const put = (item: Item) => {
    items.push(item)
    arrived()
  }
  const filled = async () => {
    while (items.length === 0) {
      await new Promise<void>((resolve) => {
        arrived = resolve
      })
    }
  }
  return {
    put,
    offer(item) {
      if (items.length === 0) put(item)
    },
    filled,
    async next() {
      await filled()
      return items.shift() as Item
    },
  }
}
