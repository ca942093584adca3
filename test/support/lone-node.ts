import type { Port } from '../../lib/node/port.ts'
import { createRuntime } from '../../lib/node/runtime.ts'
import type { Body } from '../../lib/protocol/message.ts'
import { describeError } from '../../lib/sandbox/realm/errors.ts'
import { EventQueue } from '../../lib/sim/queue.ts'
import type { Main } from './plain-program.ts'

type SentByNode = { dest: string; body: object; msgId?: number; inReplyTo?: number }

/**
 * Node n1 of three on a port that a test works by hand: it says what arrives and how time passes, and sees what the
 * program asks for. A body that the port `refuses` cannot be sent.
 */
export function loneNode(main: Main, { refuses = () => false }: { refuses?: (body: Body) => boolean } = {}) {
  const queue = new EventQueue<number>()
  const waiting = new Set<number>()
  const sent: SentByNode[] = []
  const failures: { error: string; during: string }[] = []
  const logs: string[] = []
  const refused: string[] = []
  const port: Port = {
    id: 'n1',
    nodeIds: ['n1', 'n2', 'n3'],
    send(dest, body, msgId, inReplyTo) {
      if (refuses(body as Body)) throw new TypeError('not JSON')
      const ids = {
        ...(msgId === undefined ? {} : { msgId }),
        ...(inReplyTo === undefined ? {} : { inReplyTo }),
      }
      sent.push({ dest, body, ...ids })
    },
    setTimer(timer, ms) {
      waiting.add(timer)
      queue.schedule(queue.now + ms, timer)
    },
    clearTimer: (timer) => waiting.delete(timer),
    now: () => queue.now,
    random: () => 0.5,
    log: (text) => logs.push(text),
    fail: (error, during) => failures.push({ error: describeError(error), during }),
    refuse: (reason) => refused.push(reason),
  }
  const runtime = createRuntime(port)
  main(runtime.node)
  return {
    node: runtime.node,
    sent,
    failures,
    logs,
    get refused() {
      return refused
    },
    /** How many timers are set. */
    get timers() {
      return waiting.size
    },
    /** A request, when `msgId` is given. */
    receive(src: string, body: Body, msgId?: number, malformed?: string) {
      runtime.receive(
        { src, dest: 'n1', body: msgId === undefined ? body : { ...body, msg_id: msgId } },
        malformed,
      )
    },
    ask: runtime.ask,
    /** Lets time pass, and what falls due happen. */
    pass(ms: number) {
      const until = queue.now + ms
      while (queue.due !== undefined && queue.due <= until) {
        const timer = queue.next() as number
        if (waiting.delete(timer)) runtime.fire(timer)
      }
      queue.now = until
    },
  }
}

/** Lets every promise callback that is due run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
