/**
 * Built by hand: an answer is a message like any other that names its request in `in_reply_to`, so it can be sent as
 * one.
 */
import type { Node } from 'gossip-workbench'

export default (node: Node) => {
  node.on('echo', ({ echo, msg_id }, { src }) => {
    node.send(src, { type: 'echo_ok', in_reply_to: msg_id, echo })
  })
}
