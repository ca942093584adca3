import type { Fault, Plan } from '../trace/plan.ts'
import type { LastWords } from './last-words.ts'
import type { Network } from './network.ts'
import type { SimNode } from './node.ts'
import type { Unstamped } from './recorder.ts'

/** What a fault may do to the simulation. */
export type FaultWorld = {
  network: Network
  lastWords: LastWords
  node(id: string): SimNode
  at(ms: number, act: () => void): void
  record(event: Unstamped): void
  restart(node: SimNode): void
}

/** Puts a plan's faults on the schedule, before anything else happens. Windows are half-open: what ends at 2,000 no longer holds at 2,000. */
export function scheduleFaults(plan: Plan, world: FaultWorld): void {
  for (const fault of plan.faults) scheduleFault(fault, world)
}

function scheduleFault(fault: Fault, world: FaultWorld): void {
  const { at, network, record } = world
  // A network that is broken from the beginning is so before the first program starts.
  const begin = (ms: number, act: () => void) => (ms <= 0 ? act() : at(ms, act))
  switch (fault.kind) {
    case 'partition':
      begin(fault.from, () => {
        network.cut(fault.name, fault.links)
        record({ kind: 'cut', name: fault.name, links: fault.links })
      })
      at(fault.to, () => {
        network.heal(fault.name, fault.links)
        record({ kind: 'heal', name: fault.name })
      })
      return
    case 'loss':
      begin(fault.from, () => network.addLoss(fault.probability))
      at(fault.to, () => network.removeLoss(fault.probability))
      return
    case 'crash':
      at(fault.at, () => {
        record({ kind: 'crash', node: fault.node })
        world.node(fault.node).crash()
      })
      if (fault.restartAt !== undefined) at(fault.restartAt, () => world.restart(world.node(fault.node)))
      return
    case 'crash-after-sending':
      begin(fault.from, () => world.lastWords.arm(fault.node, fault.type))
      return
    case 'pause':
      at(fault.from, () => {
        world.node(fault.node).pause()
        record({ kind: 'pause', node: fault.node })
      })
      at(fault.to, () => {
        record({ kind: 'resume', node: fault.node })
        world.node(fault.node).resume()
      })
      return
    case 'clock-step':
      at(fault.at, () => {
        world.node(fault.node).stepClock(fault.stepMs)
        record({ kind: 'clock', node: fault.node, stepMs: fault.stepMs })
      })
      return
  }
}
