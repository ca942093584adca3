import { describe, expect, it } from 'vitest'
import { envelopeBytes, measure } from '../../lib/trace/metrics.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import solution from '../../solutions/1-naive-broadcast/1-basic-broadcast/solution.ts'
import type { Main } from '../support/plain-program.ts'
import { keeper, teller } from '../support/programs.ts'
import { broadcast, read, run } from '../support/run.ts'

const line = { n1: ['n2'], n2: ['n1', 'n3'], n3: ['n2'] }

function metricsOf(main: Main, plan: Partial<Plan>) {
  return measure(run(main, plan).facts, 'broadcast')
}

describe('the cost of a run', () => {
  it('counts node-to-node messages over all client operations, and over broadcasts alone', () => {
    const operations = [
      broadcast(100, 'n1', 42),
      read(200, 'n2', 'c2'),
      read(200, 'n3', 'c3'),
      read(200, 'n1', 'c4'),
    ]
    expect(metricsOf(solution, { topology: line, operations })).toMatchObject({
      operations: 4,
      broadcasts: 1,
      serverMessages: 2,
      msgsPerOp: 0.5,
      msgsPerBroadcast: 2,
    })
  })

  it('does not count the harness’s topology requests', () => {
    expect(metricsOf(keeper, { topology: line }).operations).toBe(0)
  })

  it('is 0, and not NaN, where nothing was asked', () => {
    expect(metricsOf(keeper, {})).toEqual({
      operations: 0,
      broadcasts: 0,
      serverMessages: 0,
      serverBytes: 0,
      msgsPerOp: 0,
      msgsPerBroadcast: 0,
      medianPropagationMs: 0,
      maxPropagationMs: 0,
    })
  })

  it('is in bytes of UTF-8 of the whole envelope', () => {
    expect(envelopeBytes('n1', 'n2', { type: 'x', text: 'a' })).toBe(
      '{"src":"n1","dest":"n2","body":{"type":"x","text":"a"}}'.length,
    )
    expect(envelopeBytes('n1', 'n2', { type: 'x', text: 'ü€😀' })).toBe(
      envelopeBytes('n1', 'n2', { type: 'x', text: '' }) + 2 + 3 + 4,
    )
  })

  it('sums the bytes of node-to-node messages', () => {
    const { serverBytes } = metricsOf(solution, { topology: line, operations: [broadcast(100, 'n1', 'ü')] })
    const body = { type: 'broadcast', message: 'ü' }
    expect(serverBytes).toBe(envelopeBytes('n1', 'n2', body) + envelopeBytes('n2', 'n3', body))
  })
})

describe('the time a value takes', () => {
  it('is from the first node that knows it to the last', () => {
    expect(metricsOf(solution, { topology: line, operations: [broadcast(100, 'n1', 42)] })).toMatchObject({
      medianPropagationMs: 20,
      maxPropagationMs: 20,
    })
  })

  it('has its median and maximum over all values', () => {
    const operations = [broadcast(100, 'n1', 1), broadcast(200, 'n2', 2), broadcast(300, 'n2', 3)]
    expect(metricsOf(solution, { topology: line, operations })).toMatchObject({
      medianPropagationMs: 10,
      maxPropagationMs: 20,
    })
  })

  it('leaves out values that never reached everybody', () => {
    expect(
      metricsOf(keeper, { topology: line, operations: [broadcast(100, 'n1', 42)] }).maxPropagationMs,
    ).toBe(0)
  })

  it('does not wait for nodes that are down', () => {
    const faults: Plan['faults'] = [{ kind: 'crash', node: 'n3', at: 50 }]
    expect(
      metricsOf(solution, { topology: line, faults, operations: [broadcast(100, 'n1', 42)] }),
    ).toMatchObject({
      maxPropagationMs: 10,
    })
  })

  it('starts with the node that knew it first, though that one crashed since', () => {
    const faults: Plan['faults'] = [{ kind: 'crash', node: 'n1', at: 105 }]
    const plan = { nodes: ['n1', 'n2'], faults, operations: [broadcast(100, 'n1', 42)] }
    expect(metricsOf(teller, plan).maxPropagationMs).toBe(10)
  })

  it('is 0 where nobody is left', () => {
    const faults: Plan['faults'] = [{ kind: 'crash', node: 'n1', at: 200 }]
    expect(
      metricsOf(keeper, { nodes: ['n1'], faults, operations: [broadcast(100, 'n1', 42)] }),
    ).toMatchObject({
      medianPropagationMs: 0,
      maxPropagationMs: 0,
    })
  })
})
