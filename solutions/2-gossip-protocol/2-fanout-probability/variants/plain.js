/*
 * Built in plain JavaScript with async handlers. The fanout comes from the inverse of the formula, and is then put right
 * by one if rounding led astray. The epidemic is simulated with bits, and calculated from the numbers of the informed.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  const whole = (/** @type {number[]} */ ...numbers) =>
    numbers.every((number) => Number.isInteger(number) && number >= 1)
  const bad = () => node.error(12, 'bad question')

  node.on('calc_fanout', async ({ nodes, target_prob: target, rounds, model }) => {
    if (!whole(nodes, rounds) || target < 0 || target > 1) throw bad()
    if (model !== undefined && model !== 'independent' && model !== 'epidemic') throw bad()
    const miss = model === 'epidemic' ? epidemic : independent
    const others = nodes - 1
    if (others === 0) return { type: 'calc_fanout_ok', min_fanout: 0, miss_prob: 0 }
    const enough = (/** @type {number} */ k) =>
      k >= others || (target < 1 && miss(nodes, k, rounds) <= (1 - target) * (1 + 1e-9))
    let k = model === 'epidemic' ? 1 : Math.ceil(others * (1 - (1 - target) ** (1 / rounds)))
    k = Math.min(others, Math.max(1, k))
    while (!enough(k)) k++
    while (k > 1 && enough(k - 1)) k--
    return { type: 'calc_fanout_ok', min_fanout: k, miss_prob: miss(nodes, k, rounds) }
  })

  node.on('simulate_gossip', async ({ nodes, fanout, rounds, trials }) => {
    if (!whole(nodes, rounds, trials) || !Number.isInteger(fanout)) throw bad()
    if (fanout > nodes - 1 || fanout < 0 || (fanout === 0 && nodes > 1)) throw bad()
    /** @type {number[]} */
    const successes = []
    for (let trial = 0; trial < trials; trial++) {
      const needed = one(nodes, fanout, rounds)
      if (needed !== null) successes.push(needed)
    }
    const average = successes.length && successes.reduce((a, b) => a + b) / successes.length
    return {
      type: 'simulate_gossip_ok',
      delivery_rate: successes.length / trials,
      avg_rounds_to_all: successes.length ? average : null,
    }
  })

  /** @param {number} nodes @param {number} fanout @param {number} rounds */
  function one(nodes, fanout, rounds) {
    let informed = new Uint8Array(nodes)
    informed[0] = 1
    for (let round = 0; ; round++) {
      if (informed.every((bit) => bit === 1)) return round
      if (round === rounds) return null
      const next = Uint8Array.from(informed)
      informed.forEach((bit, sender) => {
        const told = new Set()
        while (bit === 1 && told.size < fanout) {
          const peer = Math.floor(Math.random() * nodes)
          if (peer === sender || told.has(peer)) continue
          told.add(peer)
          next[peer] = 1
        }
      })
      informed = next
    }
  }
}

/** @param {number} nodes @param {number} k @param {number} rounds */
function independent(nodes, k, rounds) {
  let miss = 1
  for (let round = 0; round < rounds; round++) miss *= (nodes - 1 - k) / (nodes - 1)
  return miss
}

/** @param {number} nodes @param {number} k @param {number} rounds */
function epidemic(nodes, k, rounds) {
  /** @type {Map<number, number>} chance by number of informed */
  let now = new Map([[1, 1]])
  for (let round = 0; round < rounds; round++) {
    /** @type {Map<number, number>} */
    const after = new Map()
    for (const [informed, chance] of now) {
      let told = new Map([[informed, chance]])
      for (let sender = 0; sender < informed; sender++) {
        /** @type {Map<number, number>} */
        const more = new Map()
        for (const [reached, p] of told) {
          // Draw the k peers one after the other: so many of those left are fresh.
          let row = new Map([[0, p]])
          for (let drawn = 0; drawn < k; drawn++) {
            /** @type {Map<number, number>} */
            const longer = new Map()
            for (const [fresh, q] of row) {
              const hit = (nodes - reached - fresh) / (nodes - 1 - drawn)
              longer.set(fresh + 1, (longer.get(fresh + 1) ?? 0) + q * hit)
              longer.set(fresh, (longer.get(fresh) ?? 0) + q * (1 - hit))
            }
            row = longer
          }
          for (const [fresh, q] of row)
            if (q > 0) more.set(reached + fresh, (more.get(reached + fresh) ?? 0) + q)
        }
        told = more
      }
      for (const [reached, p] of told) after.set(reached, (after.get(reached) ?? 0) + p)
    }
    now = after
  }
  return 1 - (now.get(nodes) ?? 0)
}
