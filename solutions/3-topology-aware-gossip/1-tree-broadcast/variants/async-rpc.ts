/**
 * Built on `await node.rpc`: a node answers a value only when its whole side of the tree has it, so a client's
 * `broadcast_ok` means that everybody knows. The tree halves the list of names again and again: the middle of each
 * part is the parent of the middles of its halves.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const values = new Map<string, Value>()
  const links: string[] = []
  let copies = 0

  halve([...node.nodeIds].sort(), undefined)

  function halve(part: string[], parent: string | undefined): void {
    const middle = part[Math.floor(part.length / 2)]
    if (middle === undefined) return
    if (parent === node.id) links.push(middle)
    if (middle === node.id && parent !== undefined) links.push(parent)
    const place = part.indexOf(middle)
    halve(part.slice(0, place), middle)
    halve(part.slice(place + 1), middle)
  }

  async function pass(neighbour: string, value: Value): Promise<void> {
    copies++
    await node.rpc(neighbour, { type: 'pass', value, from: node.id }, { timeoutMs: 3000 })
  }

  async function learn(value: Value, source: string): Promise<void> {
    const key = JSON.stringify(value)
    if (values.has(key)) return
    values.set(key, value)
    await Promise.all(links.filter((link) => link !== source).map((link) => pass(link, value)))
  }

  node.on('topology', async () => ({ type: 'topology_ok' }))

  node.on('broadcast', async ({ message }, { src }) => {
    await learn(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('pass', async ({ value }, { src }) => {
    await learn(value, src)
    return { type: 'pass_ok' }
  })

  node.on('tree_info', async () => ({
    type: 'tree_info_ok',
    neighbors: links,
    message_count: copies,
  }))

  node.on('read', async () => ({ type: 'read_ok', messages: [...values.values()] }))
}
