import { Text, useInput } from 'ink'
import { Component, type ReactNode } from 'react'
import { frameOf, spokenFrameOf } from './frame.ts'
import type { KeyName } from './keymap.ts'
import { keyNames } from './keys.ts'
import type { Tools } from './screen.ts'
import type { State } from './state.ts'

/** Shows the state, and passes keys on. All that is to be decided is decided elsewhere. */
export function Picture(props: { state: State; tools: Tools; onKey: (key: KeyName) => void }) {
  const { state, tools, onKey } = props
  useInput((input, key) => {
    for (const name of keyNames(input, key)) onKey(name)
  })
  const lines = tools.spoken ? spokenFrameOf(state, tools) : frameOf(state, tools)
  return <Text>{lines.join('\n')}</Text>
}

/** Hands an error of what it shows to `onError` and shows nothing more. Ink would keep it until it is too late. */
export class Guard extends Component<{ onError: (error: unknown) => void; children: ReactNode }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: unknown) {
    this.props.onError(error)
  }

  override render() {
    return this.state.failed ? null : this.props.children
  }
}
