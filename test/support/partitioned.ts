import type { Run } from '../../lib/check/run.ts'
import type { Node, Timer } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import { between } from '../../lib/scenario/partitions.ts'
import type { Fault, Plan } from '../../lib/trace/plan.ts'
import type { Main } from './plain-program.ts'
import { broadcaster } from './programs.ts'
import { broadcast, run } from './run.ts'

/** Two nodes, cut from each other from 1 s to 6 s. */
export const halves: Fault = {
  kind: 'partition',
  name: 'halves',
  from: 1000,
  to: 6000,
  links: between(['n1'], ['n2']),
}

/** Two nodes, the cut, and a value broadcast at n1 while it stands. */
export function partitioned(main: Main, plan: Partial<Plan> = {}): Run {
  return run(main, { faults: [halves], operations: [broadcast(2000, 'n1', 4711)], until: 14_000, ...plan })
}

/** Sends a new value to all other nodes, and again every `everyMs`, `times` times in all. */
export function retrier(everyMs: number, times = Number.POSITIVE_INFINITY): Main {
  return (node: Node) => {
    broadcaster(node, (message, src) => {
      for (const peer of node.peers) if (peer !== src) repeat(node, peer, message)
    })
  }
  function repeat(node: Node, peer: string, message: Value) {
    let sent = 0
    let timer: Timer | undefined
    const send = () => {
      if (++sent >= times) timer?.cancel()
      node.send(peer, { type: 'broadcast', message })
    }
    send()
    if (times > 1) timer = node.every(everyMs, send)
  }
}

/** Answers its client only when a message of type "stored" comes back, and tells the others every second until then. */
export function blocker(node: Node): void {
  const waiting = new Map<Value, () => void>()
  const seen = broadcaster(node)
  node.on('broadcast', ({ message }, request) => {
    seen.add(message)
    const tell = () => {
      for (const peer of node.peers) node.send(peer, { type: 'store', message })
    }
    tell()
    const timer = node.every(1000, tell)
    waiting.set(message, () => {
      timer.cancel()
      node.reply(request, { type: 'broadcast_ok' })
    })
  })
  node.on('store', ({ message }, { src }) => {
    seen.add(message)
    node.send(src, { type: 'stored', message })
  })
  node.on('stored', ({ message }) => waiting.get(message)?.())
}
