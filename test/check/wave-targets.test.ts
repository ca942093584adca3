import { describe, expect, it } from 'vitest'
import { onlyGossip, wavesGoOnce } from '../../lib/check/wave-targets.ts'
import type { Node } from '../../lib/node/api.ts'
import { failureOf } from '../support/finding.ts'
import { broadcaster } from '../support/programs.ts'
import { broadcast, run } from '../support/run.ts'
import { configure, type Draw, firstOf, wavesPlan, waving } from '../support/waves.ts'

const judged = (draw: Draw, size = 4, again = false) =>
  wavesGoOnce(run(waving(draw, { again }), wavesPlan(size, [broadcast(100, 'n1', 42)])), 50)
const said = (draw: Draw, size = 4) => failureOf(judged(draw, size)).message
const toAll: Draw = (node, src) => ({ peers: node.peers.filter((peer) => peer !== src) })

describe('a wave', () => {
  it('goes once to as many peers as the fanout says', () => {
    expect(judged(firstOf(2))).toEqual({ kind: 'holds' })
  })

  it.each([1, 2, 3])('goes to all there are, where they are fewer: %i nodes', (size) => {
    expect(judged(toAll, size)).toEqual({ kind: 'holds' })
  })

  it('goes to as many as the node was told by then', () => {
    const operations = [configure(50, 'n1', 3), broadcast(100, 'n1', 42), configure(500, 'n1', 1)]
    const draw: Draw = (node, src) => firstOf(node.id === 'n1' ? 3 : 2)(node, src, 42)
    expect(wavesGoOnce(run(waving(draw), wavesPlan(5, operations)), 50)).toEqual({ kind: 'holds' })
    expect(failureOf(wavesGoOnce(run(waving(firstOf(2)), wavesPlan(5, operations)), 50)).message).toBe(
      'At 100 ms n1 heard 42 for the first time, from client c1. With a fanout of 3 it should tell 3 of the others, once each. It sent it to n2 and n3 alone.',
    )
  })

  it('may leave up to 50 ms later, and no later', () => {
    const late =
      (afterMs: number): Draw =>
      (node, src) => ({ ...firstOf(2)(node, src, 42), afterMs })
    expect(judged(late(50)).kind).toBe('holds')
    expect(said(late(60))).toBe(
      'At 100 ms n1 heard 42 for the first time, from client c1. With a fanout of 2 it should tell 2 of the others, once each. It sent it to n2 only at 160 ms.',
    )
  })

  it.each<[string, Draw, RegExp]>([
    ['too few', firstOf(1), /It sent it to n2 alone\.$/],
    ['nobody', () => ({ peers: [] }), /It sent it to nobody\.$/],
    ['too many', firstOf(3), /once each\. It sent it to n2, n3 and n4\.$/],
    ['the node itself', (node) => ({ peers: [node.id, 'n4'] }), /At 100 ms it sent it to itself\.$/],
    [
      'the source',
      (node) => ({ peers: node.peers.slice(0, 2) }),
      /^At 110 ms n2 heard 42 for the first time, from n1\. With a fanout of 2 it should tell n3 and n4, all there are besides itself and n1, once\. At 110 ms it sent it back to n1\.$/,
    ],
    [
      'one peer twice',
      (node) => ({ peers: node.peers.slice(-1).flatMap((peer) => [peer, peer]) }),
      /It sent it to n4 twice, at 100 ms\.$/,
    ],
  ])('does not go to %s', (_, draw, text) => {
    expect(said(draw)).toMatch(text)
  })

  it('does not go out again when the value comes again, in a run that was cut off, too', () => {
    const plan = { ...wavesPlan(5, [broadcast(100, 'n1', 42)]), caps: { messages: 300 } }
    const ran = run(waving(firstOf(2), { again: true }), plan)
    expect(ran.trace.end.kind).toBe('capped')
    expect(failureOf(wavesGoOnce(ran, 50)).message).toMatch(
      / twice, at \d+ ms and at \d+ ms\.$|It sent it to /,
    )
  })

  it('carries only what its sender has heard', () => {
    const inventing = (node: Node) => {
      broadcaster(node)
      node.after(200, () => node.send('n2', { type: 'gossip', message: 7 }))
    }
    expect(failureOf(wavesGoOnce(run(inventing, wavesPlan(2, [])), 50)).message).toBe(
      'At 200 ms n1 sent n2 a "gossip" with 7, which it had not heard from anybody.',
    )
  })
})

describe('what nodes say to each other', () => {
  const saying = (body: { type: string; message?: unknown }) => (node: Node) => {
    broadcaster(node, () => node.send('n2', body))
  }
  const ranWith = (body: { type: string; message?: unknown }) =>
    run(saying(body), wavesPlan(2, [broadcast(100, 'n1', 42)]))

  it('is gossip', () => {
    expect(onlyGossip(ranWith({ type: 'gossip', message: 42 }))).toEqual({ kind: 'holds' })
  })

  it('is nothing else', () => {
    expect(failureOf(onlyGossip(ranWith({ type: 'tell', message: 42 }))).message).toBe(
      'At 100 ms n1 sent n2 a "tell": {"type":"tell","message":42}. Nodes tell each other values by {"type":"gossip","message":…} and by nothing else.',
    )
  })

  it('has one value in it', () => {
    expect(failureOf(onlyGossip(ranWith({ type: 'gossip', message: [42] }))).message).toMatch(
      /^At 100 ms n1 sent n2 a "gossip" without a value as its "message": \{"type":"gossip","message":\[42\]\}\./,
    )
  })

  it('may be answered', () => {
    const asking = (node: Node) => {
      broadcaster(node, () => void node.rpc('n2', { type: 'gossip', message: 42 }))
      node.on('gossip', () => ({ type: 'thanks' }))
    }
    expect(onlyGossip(run(asking, wavesPlan(2, [broadcast(100, 'n1', 42)])))).toEqual({ kind: 'holds' })
  })
})
