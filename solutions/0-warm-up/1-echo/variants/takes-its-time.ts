/**
 * Built with a promise: each answer takes a while, not the same each time, so that later requests overtake earlier ones.
 * What came stays in the handler's own variables, and so every answer finds its request.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const pause = (ms: number) => new Promise<void>((resolve) => node.after(ms, resolve))

  node.on('echo', async ({ echo }) => {
    await pause(1 + 100 * node.random())
    return { type: 'echo_ok', echo }
  })
}
