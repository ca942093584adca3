import type { Node } from 'gossip-workbench'

/** All that an answer needs is in the request, so the node remembers nothing, and requests cannot get in each other's way. */
export default function (node: Node) {
  node.on('echo', ({ echo }) => ({ type: 'echo_ok', echo }))
}
