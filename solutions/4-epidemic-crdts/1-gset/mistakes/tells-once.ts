/**
 * Wrong: every 200 ms a node tells everybody what is new to it, and forgets that it was new. What is lost on the way is
 * not told again.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  const elements = new Set<Element>()
  let news: Element[] = []

  function learn(element: Element) {
    if (elements.has(element)) return 0
    elements.add(element)
    return 1
  }

  node.on('add', ({ element }) => {
    if (learn(element) === 1) news.push(element)
    return { type: 'add_ok' }
  })

  node.on('merge', ({ elements: others }, { src }) => {
    let count = 0
    for (const element of others) {
      if (learn(element) === 0) continue
      count++
      if (!node.peers.includes(src)) news.push(element)
    }
    return { type: 'merge_ok', new_count: count }
  })

  node.every(200, () => {
    if (news.length === 0) return
    for (const peer of node.peers) node.send(peer, { type: 'merge', elements: news })
    news = []
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
