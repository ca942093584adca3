/**
 * Built on promises: a batch is a promise that its values share, a client's answer waits for it, and the neighbours
 * are told one after the other, each when the one before has answered.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Batch = { values: Value[]; isClosed: boolean; close: () => void; safe: Promise<void> }

export default function (node: Node) {
  const known = new Map<Value, Promise<void>>()
  let limits = { batch: 10, delay: 50 }
  let neighbours: string[] = []
  let open: Batch | undefined

  function newBatch(): Batch {
    let close = () => {}
    let confirm = () => {}
    const closed = new Promise<void>((resolve) => {
      close = resolve
    })
    const safe = new Promise<void>((resolve) => {
      confirm = resolve
    })
    const batch: Batch = { values: [], isClosed: false, close, safe }
    const wait = new Promise<void>((resolve) => setTimeout(resolve, limits.delay))
    void Promise.race([closed, wait]).then(() => deliver(batch, confirm))
    return batch
  }

  async function deliver(batch: Batch, confirm: () => void) {
    batch.isClosed = true
    if (neighbours.length === 0) confirm()
    for (const neighbour of neighbours) {
      try {
        await node.rpc(neighbour, { type: 'batch', messages: batch.values })
        confirm()
      } catch (error) {
        node.log(`${neighbour} did not confirm: ${error}`)
      }
    }
  }

  function learn(value: Value): Promise<void> {
    const before = known.get(value)
    if (before !== undefined) return before
    if (open === undefined || open.isClosed || open.values.length >= limits.batch) open = newBatch()
    open.values.push(value)
    known.set(value, open.safe)
    if (open.values.length >= limits.batch) open.close()
    return open.safe
  }

  node.on('topology', async ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('configure', async ({ max_batch, max_delay_ms }) => {
    limits = { batch: max_batch, delay: max_delay_ms }
    open?.close()
    open = undefined
    return { type: 'configure_ok' }
  })

  node.on('broadcast', async ({ message }) => {
    await learn(message)
    return { type: 'broadcast_ok' }
  })

  node.on('batch', async ({ messages }) => {
    for (const value of messages) void learn(value)
    return { type: 'batch_ok' }
  })

  node.on('read', async () => ({ type: 'read_ok', messages: [...known.keys()] }))
}
