import type { Links } from '../trace/event.ts'

// Which directed links a partition cuts. A link between nodes that are no neighbours may be among them: there is
// nothing to cut then.

/** Nothing passes between the two groups, either way. */
export function between(one: readonly string[], other: readonly string[]): Links {
  return [...oneWay(one, other), ...oneWay(other, one)]
}

/** The nodes in their order, cut in the middle; of an odd number the second half has the one more. */
export function halves(nodes: readonly string[]): Links {
  const middle = Math.floor(nodes.length / 2)
  return between(nodes.slice(0, middle), nodes.slice(middle))
}

/** One node alone: it hears nobody and nobody hears it. */
export function isolate(nodes: readonly string[], alone: string): Links {
  return between(
    [alone],
    nodes.filter((node) => node !== alone),
  )
}

/** Nothing passes from the first group to the second; the way back is open. */
export function oneWay(from: readonly string[], to: readonly string[]): Links {
  return from.length === 0 || to.length === 0 ? [] : [{ from: [...from], to: [...to] }]
}

/**
 * Every node is left with a majority, and no two with the same one: with the nodes in a circle, each reaches those
 * nearest to it, equally many on both sides and so many that with itself they are more than half (Jepsen's
 * "majorities ring").
 */
export function majoritiesRing(nodes: readonly string[]): Links {
  const reach = Math.ceil(Math.floor(nodes.length / 2) / 2)
  return nodes.flatMap((node, index) => {
    const far = nodes.filter((_, other) => {
      const apart = Math.abs(index - other)
      return Math.min(apart, nodes.length - apart) > reach
    })
    return oneWay([node], far)
  })
}
