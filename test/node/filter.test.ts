import { describe, expect, it } from 'vitest'
import { loneNode, settled } from '../support/lone-node.ts'

describe('node.filter', () => {
  it('drops a message before its handler sees it, and says so', () => {
    let heard = 0
    const lone = loneNode((node) => {
      node.on('note', () => void heard++)
      node.filter(({ src }) => src !== 'n2')
    })
    lone.receive('n2', { type: 'note' })
    lone.receive('n3', { type: 'note' })
    expect([heard, lone.refused]).toEqual([1, ['filter']])
  })

  it('drops answers to the node’s own requests, which then time out', async () => {
    const outcomes: unknown[] = []
    const lone = loneNode((node) => {
      node.filter(() => false)
      node.rpc('n2', { type: 'ask' }).catch(({ code }) => outcomes.push(code))
    })
    lone.receive('n2', { type: 'ask_ok', in_reply_to: 1 })
    lone.pass(1000)
    await settled()
    expect([outcomes, lone.refused]).toEqual([[0], ['filter']])
  })

  it('drops a broken request before it is answered', () => {
    const lone = loneNode((node) => node.filter(() => false))
    lone.receive('c1', { type: 'echo' }, 1, 'echo needs the field "text"')
    expect(lone.sent).toEqual([])
  })

  it('is replaced by a second one', () => {
    const lone = loneNode((node) => {
      node.on('ask', () => ({ type: 'ask_ok' }))
      node.filter(() => false)
      node.filter(() => true)
    })
    lone.receive('c1', { type: 'ask' }, 1)
    expect(lone.sent).toHaveLength(1)
  })

  it('is not asked about questions out of band', () => {
    const answers: object[] = []
    const lone = loneNode((node) => {
      node.on('read', () => ({ type: 'read_ok' }))
      node.filter(() => false)
    })
    lone.ask([{ type: 'read' }], (_, body) => answers.push(body))
    expect([answers, lone.refused]).toEqual([[{ type: 'read_ok' }], []])
  })

  it('ends the run when it throws', () => {
    const lone = loneNode((node) =>
      node.filter(() => {
        throw new Error('no idea')
      }),
    )
    lone.receive('n2', { type: 'note' })
    expect(lone.failures).toEqual([{ during: 'node.filter', error: 'Error: no idea' }])
  })

  it('must be a function', () => {
    expect(() => loneNode((node) => node.filter(true as never))).toThrow('node.filter(…) needs a function')
  })
})
