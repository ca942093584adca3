/** TextEncoder's one job: the UTF-8 bytes of a text (WHATWG Encoding); a lone surrogate becomes U+FFFD. */
export class Utf8Encoder {
  readonly encoding = 'utf-8'

  encode(text = ''): Uint8Array {
    const bytes: number[] = []
    for (const character of `${text}`) {
      const given = character.codePointAt(0) as number
      const point = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given
      if (point < 0x80) bytes.push(point)
      else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point))
      else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point))
      else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point))
    }
    return new Uint8Array(bytes)
  }
}

/** TextDecoder for UTF-8, whole inputs only; what is not UTF-8 becomes U+FFFD. */
export class Utf8Decoder {
  readonly encoding = 'utf-8'

  decode(bytes: Uint8Array = new Uint8Array()): string {
    let text = ''
    for (let index = 0; index < bytes.length; ) {
      const lead = bytes[index] as number
      const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0
      const point = length === 0 ? undefined : pointAt(bytes, index, length)
      text += point === undefined ? '\ufffd' : String.fromCodePoint(point)
      index += point === undefined ? 1 : length
    }
    return text
  }
}

function tail(point: number): number {
  return 0x80 | (point & 0x3f)
}

const smallest = [0, 0, 0x80, 0x800, 0x10000]
const leadBits = [0, 0x7f, 0x1f, 0x0f, 0x07]

/** The code point of `length` bytes, unless they are cut short, overlong, a surrogate or beyond Unicode. */
function pointAt(bytes: Uint8Array, start: number, length: number): number | undefined {
  let point = (bytes[start] as number) & (leadBits[length] as number)
  for (let offset = 1; offset < length; offset++) {
    const byte = bytes[start + offset]
    if (byte === undefined || (byte & 0xc0) !== 0x80) return undefined
    point = (point << 6) | (byte & 0x3f)
  }
  const isSurrogate = point >= 0xd800 && point <= 0xdfff
  return point < (smallest[length] as number) || point > 0x10ffff || isSurrogate ? undefined : point
}
