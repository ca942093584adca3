import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Utf8Decoder, Utf8Encoder } from '../../lib/sandbox/realm/text-encoding.ts'

const encoder = new Utf8Encoder()
const decoder = new Utf8Decoder()

/** Any UTF-16, lone surrogates and all. */
const text = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })))
  .map((codes) => String.fromCharCode(...codes))

/** Bytes that look like UTF-8 more often than chance would have it. */
const bytes = fc
  .array(fc.oneof(fc.constantFrom(0xc3, 0xe0, 0xe2, 0xed, 0xf0, 0xf4, 0x80, 0x90, 0xa0, 0xbf), fc.nat(0xff)))
  .map((list) => new Uint8Array(list))

it('a text becomes the bytes that Node makes of it', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(encoder.encode(given)).toEqual(new TextEncoder().encode(given))
    }),
  )
})

it('bytes, of any kind, become the text that Node makes of them', () => {
  fc.assert(
    fc.property(bytes, (given) => {
      expect(decoder.decode(given)).toBe(new TextDecoder().decode(given))
    }),
    { numRuns: 2000 },
  )
})

it('a byte order mark is no part of the text', () => {
  expect(decoder.decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x41]))).toBe('A')
})

it('nothing becomes nothing', () => {
  expect([encoder.encode(), decoder.decode()]).toEqual([new Uint8Array(), ''])
})

it('a buffer, or a view of any kind, is read as the bytes it holds', () => {
  const { buffer } = new Uint8Array([0x41, 0x42, 0x43])
  expect(decoder.decode(buffer)).toBe('ABC')
  expect(decoder.decode(new DataView(buffer, 1, 2))).toBe('BC')
})
