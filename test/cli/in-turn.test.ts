import { expect, it } from 'vitest'
import { inTurn } from '../../lib/cli/in-turn.ts'

/** Work that ends when it is told to. */
class Works {
  readonly begun: string[] = []
  readonly #endings = new Map<string, { resolve: () => void; reject: (error: Error) => void }>()

  readonly begin = async (name: string): Promise<string> => {
    this.begun.push(name)
    await new Promise<void>((resolve, reject) => this.#endings.set(name, { resolve, reject }))
    return name
  }

  end(name: string): void {
    this.#endings.get(name)?.resolve()
  }

  fail(name: string): void {
    this.#endings.get(name)?.reject(new Error(`${name} failed`))
  }
}

it('gives results in the order of the items, whichever is ready first, and works on so many ahead', async () => {
  const works = new Works()
  const results = inTurn(['a', 'b', 'c', 'd'], 2, works.begin)
  const first = results.next()
  expect(works.begun).toEqual(['a', 'b', 'c'])
  works.end('c')
  works.end('b')
  works.end('a')
  expect((await first).value).toBe('a')
  expect((await results.next()).value).toBe('b')
  expect(works.begun).toEqual(['a', 'b', 'c', 'd'])
  expect((await results.next()).value).toBe('c')
  works.end('d')
  expect((await results.next()).value).toBe('d')
  expect((await results.next()).done).toBe(true)
})

it('fails in the turn of what failed, and not sooner', async () => {
  const works = new Works()
  const results = inTurn(['a', 'b', 'c'], 2, works.begin)
  const first = results.next()
  works.fail('c')
  works.fail('b')
  works.end('a')
  expect((await first).value).toBe('a')
  await expect(results.next()).rejects.toThrow('b failed')
  expect((await results.next()).done).toBe(true)
})
