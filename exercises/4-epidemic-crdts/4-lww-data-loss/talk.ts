import type { Mode } from '../../../lib/check/versions.ts'
import type { Json } from '../../../lib/protocol/message.ts'
import { Story } from '../../../lib/scenario/versions.ts'

/** Keys and values that trip a program which keeps them as fields, or tests them for truth. */
const awkward: [string, Json][] = [
  ['', 0],
  ['0', ''],
  ['__proto__', false],
  ['constructor', null],
  ['ü', { b: [1, '1'], a: { '': [] } }],
]

const stepMs = 20

/** Several clients of one node, one request after the other. Each write is read back. */
class Talk extends Story {
  #at = 0

  constructor() {
    super(['n1'])
  }

  next(): { at: number; node: string } {
    this.#at += stepMs
    return { at: this.#at, node: 'n1' }
  }

  ask(key: string): void {
    this.read(this.next().at, 'n1', key)
  }

  say(client: string, key: string, value: Json, context = {}): { [client: string]: number } {
    const vc = this.write({ ...this.next(), client, key, value, context })
    this.ask(key)
    return vc
  }

  get until(): number {
    return this.#at + 6000
  }
}

/** What a node alone does with blind writes, old contexts, and contexts that cover all or a part. */
export function talk(mode: Mode): Talk {
  const story = new Talk()
  // The default is vv, and has to do without a word.
  if (mode === 'lww') story.mode('lww')
  story.ask('never written')
  story.ask('toString')
  for (const [key, value] of awkward) {
    story.ask(key)
    story.say('c1', key, value)
    story.say('c2', key, value, story.merged('n1', key))
  }
  // Two clients that write the same have written two versions; 7 and "7" are two values besides.
  story.say('c1', 'same', 7)
  story.say('c2', 'same', 7)
  story.say('c3', 'same', '7')
  // What a context says of a client counts, its own writer's and any other's.
  story.say('c4', 'oil', 'sunflower', { c4: 5 })
  story.say('c4', 'oil', 'olive')
  story.say('c1', 'oil', 'linseed', { c2: 9 })
  story.say('c2', 'oil', 'sesame')
  story.say('c3', 'oil', 'none', story.merged('n1', 'oil'))
  // A vector may name many clients.
  for (const client of ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'])
    story.say(client, 'soup', `${client} was here`, story.merged('n1', 'soup'))
  cart(story)
  example(story)
  return story
}

/** A long story of one key, with contexts of every age. */
function cart(story: Talk): void {
  story.say('c1', 'cart', 'milk')
  story.say('c1', 'cart', 'eggs')
  const bread = story.say('c2', 'cart', 'bread')
  const salt = story.say('c3', 'cart', 'salt')
  // In lww mode c1's first versions are gone by now, and their numbers must not come again.
  story.say('c1', 'cart', 'more eggs')
  const all = story.say('c1', 'cart', 'eggs, bread, salt', story.merged('n1', 'cart'))
  story.say('c2', 'cart', 'brown bread', bread)
  story.say('c3', 'cart', 'all of it and tea', all)
  story.say('c3', 'cart', 'sea salt', salt)
  story.say('c4', 'cart', 'jam')
  story.say('c4', 'cart', 'the end', story.merged('n1', 'cart'))
}

/** What the task text tells, and the last, since what fails here is what is easiest to read. */
function example(story: Talk): void {
  story.say('c1', 'x', 'a')
  story.say('c1', 'x', 'b')
  const c = story.say('c2', 'x', 'c')
  story.say('c1', 'x', 'd', story.merged('n1', 'x'))
  story.say('c2', 'x', 'e', c)
}
