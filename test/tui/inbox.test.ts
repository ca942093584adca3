import { expect, it } from 'vitest'
import { createInbox } from '../../lib/tui/inbox.ts'

it('an inbox gives out in the order of coming in, whoever waits first', async () => {
  const inbox = createInbox<number>()
  const first = inbox.next()
  inbox.put(1)
  inbox.put(2)
  expect([await first, await inbox.next()]).toEqual([1, 2])
})

it('an inbox takes what is offered only while it is empty', async () => {
  const inbox = createInbox<string>()
  inbox.offer('edit')
  inbox.offer('quit')
  inbox.put('SIGTERM')
  expect([await inbox.next(), await inbox.next()]).toEqual(['edit', 'SIGTERM'])
})

it('an inbox tells of what came without taking it out', async () => {
  const inbox = createInbox<number>()
  const filled = inbox.filled()
  inbox.put(1)
  await filled
  expect(await inbox.next()).toBe(1)
})
