import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import { loneNode, settled } from '../support/lone-node.ts'

/** What became of an rpc to n2: at most one entry. */
function calling(options?: { timeoutMs?: number }) {
  const outcomes: unknown[] = []
  const lone = loneNode((node: Node) => {
    node.rpc('n2', { type: 'ask' }, options).then(
      (body) => outcomes.push(body),
      (error) => outcomes.push({ code: error.code, text: error.message, isError: error instanceof Error }),
    )
  })
  return { lone, outcomes }
}

describe('an rpc', () => {
  it('is a request with a msg_id', () => {
    expect(calling().lone.sent).toEqual([{ dest: 'n2', body: { type: 'ask' }, msgId: 1 }])
  })

  it('has a msg_id of its own each time', () => {
    const lone = loneNode((node) => {
      void node.rpc('n2', { type: 'a' })
      void node.rpc('n3', { type: 'b' })
    })
    expect(lone.sent.map(({ msgId }) => msgId)).toEqual([1, 2])
  })

  it('resolves to the body of the answer', async () => {
    const { lone, outcomes } = calling()
    lone.receive('n2', { type: 'ask_ok', n: 5, in_reply_to: 1 })
    await settled()
    expect(outcomes).toEqual([{ type: 'ask_ok', n: 5, in_reply_to: 1 }])
  })

  it('rejects with the error that the other node answered', async () => {
    const { lone, outcomes } = calling()
    lone.receive('n2', { type: 'error', code: 20, text: 'no such key', in_reply_to: 1 })
    await settled()
    expect(outcomes).toEqual([{ code: 20, text: 'no such key', isError: true }])
  })

  it('rejects with error 13 when the error that came has no code', async () => {
    const { lone, outcomes } = calling()
    lone.receive('n2', { type: 'error', in_reply_to: 1 })
    await settled()
    expect(outcomes).toEqual([{ code: 13, text: 'error 13', isError: true }])
  })

  it('rejects with error 0 after a second without an answer, and not before', async () => {
    const { lone, outcomes } = calling()
    lone.pass(999)
    await settled()
    expect(outcomes).toEqual([])
    lone.pass(1)
    await settled()
    expect(outcomes).toEqual([{ code: 0, text: 'no answer to "ask" from n2 within 1000 ms', isError: true }])
  })

  it('waits as long as it is told to', async () => {
    const { lone, outcomes } = calling({ timeoutMs: 30 })
    lone.pass(30)
    await settled()
    expect(outcomes).toMatchObject([{ code: 0, text: 'no answer to "ask" from n2 within 30 ms' }])
  })

  it('does not time out once it is answered', async () => {
    const { lone, outcomes } = calling()
    lone.receive('n2', { type: 'ask_ok', in_reply_to: 1 })
    const left = lone.timers
    lone.pass(5000)
    await settled()
    expect([left, outcomes.length]).toEqual([0, 1])
  })

  it('ignores an answer after its time-out', async () => {
    const { lone, outcomes } = calling()
    lone.pass(1000)
    lone.receive('n2', { type: 'ask_ok', in_reply_to: 1 })
    await settled()
    expect(outcomes).toMatchObject([{ code: 0 }])
    expect(lone.failures).toEqual([])
  })

  it('ignores an answer from a node that was not asked', async () => {
    const { lone, outcomes } = calling()
    lone.receive('n3', { type: 'ask_ok', in_reply_to: 1 })
    await settled()
    expect(outcomes).toEqual([])
  })

  it('ignores a second answer', async () => {
    const { lone, outcomes } = calling()
    lone.receive('n2', { type: 'ask_ok', n: 1, in_reply_to: 1 })
    lone.receive('n2', { type: 'ask_ok', n: 2, in_reply_to: 1 })
    await settled()
    expect(outcomes).toMatchObject([{ n: 1 }])
  })

  it('ignores answers to numbers that no request had', async () => {
    const { lone, outcomes } = calling()
    lone.receive('n2', { type: 'ask_ok', in_reply_to: 99 })
    await settled()
    expect([outcomes, lone.failures]).toEqual([[], []])
  })

  it('passes on the error of the other node as the answer, when the handler lets it through', async () => {
    const lone = loneNode((node) => node.on('get', () => node.rpc('n2', { type: 'get' })))
    lone.receive('c1', { type: 'get' }, 8)
    lone.receive('n2', { type: 'error', code: 20, text: 'no such key', in_reply_to: 1 })
    await settled()
    expect(lone.sent.at(-1)).toEqual({
      dest: 'c1',
      body: { type: 'error', code: 20, text: 'no such key' },
      inReplyTo: 8,
    })
  })
})
