/**
 * Wrong: it turns the value into text before it sends it back, as one would to print it. The message is JSON already,
 * so now there is JSON inside a string. With strings alone nothing shows.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  node.on('echo', ({ echo }) => {
    const text = typeof echo === 'string' ? echo : JSON.stringify(echo)
    node.log('echoing', text)
    return { type: 'echo_ok', echo: text }
  })
}
