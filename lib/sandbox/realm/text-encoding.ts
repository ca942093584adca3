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

/** TextDecoder for UTF-8, whole inputs only (WHATWG Encoding, "UTF-8 decoder"); what is not UTF-8 becomes U+FFFD. */
export class Utf8Decoder {
  readonly encoding = 'utf-8'

  decode(input: ArrayBuffer | ArrayBufferView = new Uint8Array()): string {
    const bytes = bytesOf(input)
    let text = ''
    let point = 0
    let missing = 0
    let lowest = 0x80
    let highest = 0xbf
    for (let index = markLength(bytes); index < bytes.length; index++) {
      const byte = bytes[index] as number
      if (missing === 0) {
        if (byte < 0x80) text += String.fromCharCode(byte)
        else if (byte < 0xc2 || byte > 0xf4) text += replacement
        else {
          missing = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1
          point = byte & (0x3f >> missing)
          // Neither overlong, nor a surrogate, nor beyond Unicode.
          if (byte === 0xe0) lowest = 0xa0
          else if (byte === 0xed) highest = 0x9f
          else if (byte === 0xf0) lowest = 0x90
          else if (byte === 0xf4) highest = 0x8f
        }
        continue
      }
      const fits = byte >= lowest && byte <= highest
      lowest = 0x80
      highest = 0xbf
      if (fits) {
        point = (point << 6) | (byte & 0x3f)
        if (--missing === 0) text += String.fromCodePoint(point)
      } else {
        missing = 0
        text += replacement
        // This byte may begin the next character.
        index--
      }
    }
    return missing === 0 ? text : text + replacement
  }
}

const replacement = '\ufffd'

function bytesOf(input: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : new Uint8Array(input)
}

/** A byte order mark at the beginning is no part of the text. */
function markLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}

function tail(point: number): number {
  return 0x80 | (point & 0x3f)
}
