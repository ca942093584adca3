/** Whether an object was marked. */
export type Mark = { put(object: object): void; has(object: object): boolean }

class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the field below becomes the returned object's own
    return object
  }
}

/**
 * Marks objects by a private field, which nobody can see, copy or take away, frozen or not. A WeakSet would say the
 * same of them, at ten times the price and with work for every garbage collection.
 */
export function createMark(): Mark {
  class Marked extends Given {
    readonly #mark = true
    static has(object: object): boolean {
      return #mark in object
    }
  }
  const { has } = Marked
  return {
    put(object) {
      new Marked(object)
    },
    has,
  }
}
