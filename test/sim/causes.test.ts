import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import { isClient } from '../../lib/protocol/message.ts'
import type { EventOf, TraceEvent } from '../../lib/trace/event.ts'
import { carries } from '../../lib/trace/facts.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { broadcaster, teller } from '../support/programs.ts'
import { broadcast, eventsOf, logsOf, read, request, run } from '../support/run.ts'

type Ran = ReturnType<typeof run>

const rough: Partial<Plan> = {
  topology: { n1: ['n2'], n2: ['n1', 'n3'], n3: ['n2'] },
  loss: 0.2,
  duplicate: 0.3,
  faults: [
    { kind: 'crash', node: 'n2', at: 500, restartAt: 600 },
    { kind: 'partition', name: 'wall', from: 300, to: 400, links: [{ from: ['n1'], to: ['n2'] }] },
    { kind: 'pause', node: 'n3', from: 150, to: 250 },
  ],
  operations: [broadcast(100, 'n1', 42), broadcast(320, 'n3', 'x', 'c2'), read(700, 'n2')],
  until: 1000,
}

/** Pushes all it knows to everybody every 50 ms, and logs what is new. */
function pusher(node: Node): void {
  const seen = broadcaster(node, (message) => node.log(`new ${message}`))
  node.every(50, () => {
    for (const message of seen) for (const peer of node.peers) node.send(peer, { type: 'broadcast', message })
  })
}

const ran = run(pusher, rough)

describe('the events of a trace', () => {
  it('are numbered by their place', () => {
    expect(ran.trace.events.map(({ id }) => id)).toEqual(ran.trace.events.map((_, index) => index))
  })

  it('are in the order of time', () => {
    const times = ran.trace.events.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  it('have causes that come before them', () => {
    expect(ran.trace.events.filter(({ id, cause = -1 }) => cause >= id)).toEqual([])
  })

  it('without a cause are what the plan itself brings about', () => {
    const roots = ran.trace.events.filter(({ cause }) => cause === undefined)
    const planned = ['start', 'crash', 'pause', 'resume', 'clock', 'cut', 'heal', 'give-up']
    const others = roots.filter(({ kind }) => !planned.includes(kind))
    expect(others.length).toBeGreaterThan(0)
    expect(others.every((event) => event.kind === 'send' && event.src.startsWith('c'))).toBe(true)
  })
})

describe('walking the causes back', () => {
  it('from any value that floods the cluster leads to the client that sent it', () => {
    const flood = run(teller, { ...rough, nodes: ['n1', 'n2', 'n3', 'n4', 'n5'] })
    const learns = eventsOf(flood, 'learn')
    expect(learns.length).toBeGreaterThan(5)
    for (const learn of learns) {
      const client = flood.facts.operations.find(({ request: { message } }) => message === learn.value)
      expect(walk(flood, learn).at(-1)).toBe(client?.sent.event)
    }
  })

  it('from any value that timers push on leads to a message with it, from a node that knew it', () => {
    const learns = eventsOf(ran, 'learn')
    const hops = learns.map((learn) => {
      const delivery = ran.trace.events[learn.cause ?? -1] as EventOf<'deliver'>
      const knew = learns.some(
        ({ id, node, value }) => id < learn.id && node === delivery.src && value === learn.value,
      )
      return (
        carries(ran.facts.sent[delivery.message]?.event.body, learn.value) && (knew || isClient(delivery.src))
      )
    })
    expect([hops.length > 5, hops.every((hop) => hop)]).toEqual([true, true])
  })

  it('names every hop in between', () => {
    const line = run(relay, {
      topology: { n1: ['n2'], n2: ['n3'], n3: [] },
      operations: [broadcast(100, 'n1', 42)],
    })
    const learn = eventsOf(line, 'learn').find(({ node }) => node === 'n3') as TraceEvent
    expect(walk(line, learn).map((event) => `${event.at} ${event.kind} ${where(event)}`)).toEqual([
      '120 learn n3',
      '120 deliver n2>n3',
      '110 send n2>n3',
      '110 deliver n1>n2',
      '100 send n1>n2',
      '100 deliver c1>n1',
      '100 send c1>n1',
    ])
  })

  it('from a message sent by a timer leads to what set the timer', () => {
    const main = (node: Node) =>
      node.on('go', () => {
        node.after(70, () => node.send('n2', { type: 'note' }))
      })
    const later = run(main, { operations: [request(100, 'n1', 'go')] })
    const [sent] = later.facts.serverMessages
    expect(walk(later, sent?.event as TraceEvent).map((event) => `${event.at} ${event.kind}`)).toEqual([
      '170 send',
      '170 timer',
      '100 deliver',
      '100 send',
    ])
  })

  it('from an answer leads to the request', () => {
    const asked = run(teller, { operations: [read(50, 'n1')] })
    const answer = eventsOf(asked, 'send').find(({ dest }) => dest === 'c2') as TraceEvent
    expect(walk(asked, answer).map(({ kind }) => kind)).toEqual(['send', 'deliver', 'send'])
  })

  it('from a drop leads to the send', () => {
    const [drop] = eventsOf(ran, 'drop')
    expect(walk(ran, drop as TraceEvent)[1]).toMatchObject({ kind: 'send', message: drop?.message })
  })
})

describe('a timer', () => {
  it('stands in the trace only when something came of it', () => {
    const main = (node: Node) => {
      let ticks = 0
      node.every(100, () => {
        if (++ticks % 3 === 0) node.log(`tick ${ticks}`)
      })
    }
    const ticking = run(main, { nodes: ['n1'], until: 1000 })
    expect(logsOf(ticking)).toEqual(['tick 3', 'tick 6', 'tick 9'])
    expect(eventsOf(ticking, 'timer').map(({ at }) => at)).toEqual([300, 600, 900])
  })

  it('that only sets the next one leaves no trace, and what comes of it in the end has its first cause', () => {
    const main = (node: Node) => {
      const tick = (left: number) => {
        if (left === 0) node.log('done')
        else node.after(10, () => tick(left - 1))
      }
      node.on('go', () => tick(5))
    }
    const chain = run(main, { nodes: ['n1'], operations: [request(100, 'n1', 'go')] })
    const [log] = eventsOf(chain, 'log')
    expect(walk(chain, log as TraceEvent).map((event) => `${event.at} ${event.kind}`)).toEqual([
      '150 log',
      '150 timer',
      '100 deliver',
      '100 send',
    ])
  })

  it('stands in the trace when the node learned something by it', () => {
    const main = (node: Node) => {
      const values: number[] = []
      node.after(70, () => void values.push(7))
      node.on('read', () => ({ type: 'read_ok', messages: values }))
    }
    const learning = run(main, { nodes: ['n1'] })
    const [learn] = eventsOf(learning, 'learn')
    expect(learning.trace.events[learn?.cause ?? -1]).toMatchObject({ kind: 'timer', at: 70, node: 'n1' })
  })

  it('is the cause of the timer that it sets while it does something', () => {
    const main = (node: Node) => {
      node.after(10, () => {
        node.after(10, () => node.log('second'))
        node.log('first')
      })
    }
    const two = run(main, { nodes: ['n1'] })
    const second = eventsOf(two, 'log').at(-1) as TraceEvent
    expect(walk(two, second).map((event) => `${event.at} ${event.kind}`)).toEqual([
      '20 log',
      '20 timer',
      '10 timer',
      '0 start',
    ])
  })
})

/** Passes a value on along the topology. */
function relay(node: Node): void {
  let neighbours: string[] = []
  broadcaster(node, (message) => {
    for (const neighbour of neighbours) node.send(neighbour, { type: 'broadcast', message })
  })
  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id]
    return { type: 'topology_ok' }
  })
}

/** An event and those behind it, back to the first. */
function walk({ trace }: Ran, from: TraceEvent): TraceEvent[] {
  const path: TraceEvent[] = []
  let event: TraceEvent | undefined = from
  while (event !== undefined) {
    path.push(event)
    event = event.cause === undefined ? undefined : trace.events[event.cause]
  }
  return path
}

function where(event: TraceEvent): string {
  if ('src' in event) return `${event.src}>${event.dest}`
  return 'node' in event ? event.node : ''
}
