/**
 * Wrong: the handler makes the answer and does not return it. Nothing is sent, and the client waits until it gives up.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const answer = (echo: unknown) => ({ type: 'echo_ok', echo })

  node.on('echo', ({ echo }) => {
    answer(echo)
  })
}
