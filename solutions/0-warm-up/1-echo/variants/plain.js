/*
 * Built in plain JavaScript: the whole body goes back under another type, answered with node.reply. The ids in it are
 * the request's, and are replaced by those of the answer.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  node.on('echo', (body, message) => {
    node.reply(message, Object.assign({}, body, { type: 'echo_ok' }))
  })
}
