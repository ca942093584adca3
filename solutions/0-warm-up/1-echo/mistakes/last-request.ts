/**
 * Wrong: it keeps the value in a variable of the node and answers a moment later. With one request at a time that is
 * right. When a second one comes in between, both are answered with its value.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  let last: unknown

  node.on('echo', ({ echo }, message) => {
    last = echo
    node.after(20, () => node.reply(message, { type: 'echo_ok', echo: last }))
  })
}
