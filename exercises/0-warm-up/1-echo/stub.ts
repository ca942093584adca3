import type { Node } from 'gossip-workbench'

// This function runs once on every node. In it you say what the node does when a message arrives.
export default function (node: Node) {
  // A client has sent { type: 'echo', echo: … }. Take what it sent from the first parameter, ({ echo }) => …,
  // and return the answer in place of this error.
  node.on('echo', () => {
    throw node.error(10, 'Not written yet: answer with an "echo_ok" that carries the same value.')
  })
}
