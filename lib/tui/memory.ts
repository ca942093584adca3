/** Gives back what was made of the same parts a short while ago, and makes it otherwise. */
export type Remember = <Made>(parts: readonly unknown[], make: () => Made) => Made

/** Texts that scroll, or stand beside something that moves, are wrapped once and not for every frame. */
export function createMemory(): Remember {
  let memories: { parts: readonly unknown[]; made: unknown }[] = []
  return <Made>(parts: readonly unknown[], make: () => Made): Made => {
    const same = (other: readonly unknown[]) =>
      other.length === parts.length && other.every((part, index) => Object.is(part, parts[index]))
    const found = memories.find((memory) => same(memory.parts))
    if (found !== undefined) return found.made as Made
    const made = make()
    memories = [{ parts, made }, ...memories].slice(0, enough)
    return made
  }
}

/** A task's text, its hints and a result. */
const enough = 8
