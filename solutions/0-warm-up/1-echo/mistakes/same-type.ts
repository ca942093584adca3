/**
 * Wrong: it returns the body as it came. Value and pairing are right, but the answer to an "echo" is an "echo" again,
 * and who reads its type takes it for a request.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  node.on('echo', (body) => body)
}
