import { valueKey } from '../../protocol/message.ts'
import { heldOf, mergesOf } from '../merges.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { aType, show, time } from '../words.ts'

/** After a merge a node shows what came with it and nothing else. */
export function replacesOnMerge(run: Run, workload: SetWorkload): string | undefined {
  for (const { client, node, at, list, before, after } of mergesOf(run, workload)) {
    const came = new Set(list.map(valueKey))
    const lost = [...before].filter((key) => !came.has(key))
    if (came.size === 0 || lost.length === 0 || !isSame(after, came)) continue
    return `At ${time(at)} ${node} held ${show(heldOf(before))}, and ${client} sent it ${aType(workload.merge?.write)} of ${show(list)}. Then it showed ${show(heldOf(after))}: what it had held before was gone.`
  }
  return undefined
}

/** After a merge a node shows only what it held before and what came as well. */
export function intersectsOnMerge(run: Run, workload: SetWorkload): string | undefined {
  for (const { client, node, at, list, before, after } of mergesOf(run, workload)) {
    const came = new Set(list.map(valueKey))
    const both = new Set([...before].filter((key) => came.has(key)))
    const isTelling = both.size > 0 && both.size < before.size && both.size < came.size
    if (!isTelling || !isSame(after, both)) continue
    return `At ${time(at)} ${node} held ${show(heldOf(before))}, and ${client} sent it ${aType(workload.merge?.write)} of ${show(list)}. Then it showed ${show(heldOf(after))}: only what is in both.`
  }
  return undefined
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key))
}
