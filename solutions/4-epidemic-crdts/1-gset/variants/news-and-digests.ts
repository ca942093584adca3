/*
 * News is told to everybody the moment it comes. What gets lost is found by counting: every half second a node says
 * how many elements it holds, in a list sorted the same everywhere, and who differs asks for the rest and gives its own.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  const byText = new Map<string, Element>()

  const everything = () => [...byText.values()]
  const digest = () => [...byText.keys()].sort().join(' ')

  function take(elements: Element[]): Element[] {
    const news: Element[] = []
    for (const element of elements) {
      const text = JSON.stringify(element)
      if (byText.has(text)) continue
      byText.set(text, element)
      news.push(element)
    }
    return news
  }

  function announce(news: Element[]) {
    if (news.length > 0) for (const peer of node.peers) node.send(peer, { type: 'news', news })
  }

  node.on('add', ({ element }) => {
    announce(take([element]))
    return { type: 'add_ok' }
  })
  node.on('merge', ({ elements }) => {
    const news = take(elements)
    announce(news)
    return { type: 'merge_ok', new_count: news.length }
  })
  node.on('news', ({ news }) => {
    take(news)
  })

  node.on('digest', (body, { src }) => {
    if (body.digest !== digest()) node.send(src, { type: 'state', elements: everything(), wanted: true })
  })
  node.on('state', ({ elements, wanted }, { src }) => {
    take(elements)
    if (wanted) node.send(src, { type: 'state', elements: everything(), wanted: false })
  })

  node.every(500, () => {
    for (const peer of node.peers) node.send(peer, { type: 'digest', digest: digest() })
  })

  node.on('read', () => ({ type: 'read_ok', elements: everything() }))
}
