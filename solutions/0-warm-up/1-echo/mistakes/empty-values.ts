/**
 * Wrong: it asks whether there is a value by testing it for truth, and 0, "", false and null count as false. They
 * are answered with a default instead.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  node.on('echo', ({ echo }) => {
    return { type: 'echo_ok', echo: echo || 'nothing to echo' }
  })
}
