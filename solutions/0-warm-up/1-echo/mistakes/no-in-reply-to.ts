/**
 * Wrong: it sends the value back as a message of its own, which names no request. It arrives, and the client, which may
 * have asked for many things, cannot tell what it is for and goes on waiting.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  node.on('echo', ({ echo }, { src }) => {
    node.send(src, { type: 'echo_ok', echo })
  })
}
