import { describe, expect, it } from 'vitest'
import { Story, versionsPlan } from '../../lib/scenario/versions.ts'

const nodes = ['n1', 'n2']
const at = (client: string, node: string) => ({ at: 100, client, node, key: 'x' })

describe('a story', () => {
  it('numbers the writes of a client by key, read or not', () => {
    const story = new Story(nodes)
    expect(story.write({ ...at('c1', 'n1'), value: 'a' })).toEqual({ c1: 1 })
    expect(story.write({ ...at('c1', 'n1'), value: 'b' })).toEqual({ c1: 2 })
    expect(story.write({ ...at('c1', 'n1'), key: 'y', value: 'b' })).toEqual({ c1: 1 })
  })

  it('knows what a client would read', () => {
    const story = new Story(nodes)
    story.write({ ...at('c1', 'n1'), value: 'a' })
    story.write({ ...at('c2', 'n2'), value: 'b' })
    expect(story.merged('n1', 'x')).toEqual({ c1: 1 })
    story.meet()
    expect(story.merged('n1', 'x')).toEqual({ c1: 1, c2: 1 })
    expect(story.write({ ...at('c1', 'n1'), value: 'c', context: story.merged('n1', 'x') })).toEqual({
      c1: 2,
      c2: 1,
    })
    expect(story.merged('n2', 'x')).toEqual({ c1: 1, c2: 1 })
  })

  it('becomes the operations of a plan, whose keys are watched but for those that every object has', () => {
    const story = new Story(nodes)
    story.mode('lww')
    story.write({ ...at('c1', 'n1'), value: 'a' })
    story.write({ ...at('c1', 'n1'), key: '__proto__', value: 'a' })
    story.readAll(900)
    const plan = versionsPlan('test', 1, story, { until: 1000 })
    expect(plan.operations.map(({ body }) => body.type)).toEqual([
      ...['set_mode', 'set_mode', 'vv_write', 'vv_write'],
      ...['vv_read', 'vv_read', 'vv_read', 'vv_read'],
    ])
    expect(plan.observe).toMatchObject({ keys: ['x'], each: true, part: 'value' })
  })
})
