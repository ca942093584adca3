import type { Layout } from './layout.ts'
import type { Exhibit, Pane, RunState } from './state.ts'

/**
 * Where the result, the run that shows it and the messages of that run stand, each with its size; at least one of
 * them is there. Messages are seen without the result: they need the whole width.
 */
export type Panes = { report?: Room; table?: Room; messages?: Room; beside: boolean }

export type Room = { width: number; height: number }

/** Shares the body out: side by side, one above the other, or, with little room, one at a time. */
export function panesOf(run: RunState, layout: Layout, spoken: boolean): Panes {
  const { exhibit } = run
  const whole: Room = { width: layout.width, height: layout.body }
  const pane = exhibit === undefined ? 'report' : run.pane
  if (exhibit === undefined || pane === 'report') return { report: whole, beside: false }
  if (pane === 'table') return { table: whole, beside: false }
  if (pane === 'messages') return messagesPanes(exhibit, whole, spoken)
  if (spoken) {
    return { report: { ...whole, height: whole.height - 2 }, table: { ...whole, height: 2 }, beside: false }
  }
  if (whole.width >= enoughForTwo && whole.height >= 12) {
    const left = Math.ceil(whole.width / 2) - 2
    return {
      report: { width: left, height: whole.height },
      table: { width: whole.width - left - besideGap, height: whole.height },
      beside: true,
    }
  }
  if (whole.height >= 16) {
    const table = Math.min(tableHeight(exhibit), Math.max(9, Math.ceil(whole.height / 2)))
    return {
      report: { ...whole, height: whole.height - table },
      table: { ...whole, height: table },
      beside: false,
    }
  }
  return isBeingShown(exhibit) ? { table: whole, beside: false } : { report: whole, beside: false }
}

/** Below the table where there is room for both. */
function messagesPanes(exhibit: Exhibit, whole: Room, spoken: boolean): Panes {
  if (spoken || whole.height < enoughForTableAndMessages) return { messages: whole, beside: false }
  const table = Math.min(tableHeight(exhibit), Math.floor(whole.height / 2))
  return {
    table: { ...whole, height: table },
    messages: { ...whole, height: whole.height - table },
    beside: false,
  }
}

/** What the key for panes goes to. */
export function nextPane(run: RunState, layout: Layout, spoken: boolean): Pane {
  const { report, table } = panesOf({ ...run, pane: 'both' }, layout, spoken)
  const roomForBoth = report !== undefined && table !== undefined
  const order: Pane[] = roomForBoth
    ? ['both', 'report', 'table', 'messages']
    : ['report', 'table', 'messages']
  const now = roomForBoth ? run.pane : onlyPane(panesOf(run, layout, spoken))
  return order[(order.indexOf(now) + 1) % order.length] ?? 'both'
}

function onlyPane({ messages, table }: Panes): Pane {
  if (messages !== undefined) return 'messages'
  return table === undefined ? 'report' : 'table'
}

/** Until it has been played to its end, or while the learner steps through it. */
export function isBeingShown({ place, since }: Exhibit): boolean {
  return place < 1 || since !== undefined
}

/** A divider, the headline, the column headings, a line a node, what the marks mean. */
function tableHeight({ spread }: Exhibit): number {
  return spread.nodes.length + 4
}

const enoughForTwo = 110
const enoughForTableAndMessages = 26
/** Columns between two panes that stand side by side. */
const besideGap = 3
