import { type AnswerShapes, answersAsDocumented } from '../lib/check/answers.ts'
import { staysAvailable } from '../lib/check/availability.ts'
import { type Step, wentAsScripted } from '../lib/check/conversation.ts'
import { alongEdges } from '../lib/check/edges.ts'
import { type Laws, mergesLawfully } from '../lib/check/laws.ts'
import { readsTruly } from '../lib/check/observed.ts'
import { noPhantoms, nothingLost, type SetWorkload } from '../lib/check/set-full.ts'
import { shownOnceAcknowledged } from '../lib/check/shown-once-acknowledged.ts'
import { fallsSilent } from '../lib/check/silence.ts'
import { showsWhatItTookIn } from '../lib/check/taken-in.ts'
import type { Check } from '../lib/grade/grader.ts'

// The checks that several tasks share: a learner meets each under one id and one name.

// Requests and their answers.

export const everyRequestIsAnswered = (scenarios: string[], answers: AnswerShapes): Check => ({
  id: 'answers',
  name: 'Every request is answered, in the documented shape',
  required: true,
  scenarios,
  judge: (run) => answersAsDocumented(run, answers),
})

/** In the scenario "one-node". */
export const loneNodeKeepsValues = (script: Step[]): Check => ({
  id: 'one-node',
  name: 'A node alone keeps every kind of value, once',
  required: true,
  scenarios: ['one-node'],
  judge: (run) => wentAsScripted(run, script),
})

/** In the scenario "talk". */
export const oneNodeTalksAsScripted = (script: Step[]): Check => ({
  id: 'talk',
  name: 'Requests to one node get exactly the answers they should',
  required: true,
  scenarios: ['talk'],
  judge: (run) => wentAsScripted(run, script),
})

/** In the scenario "talk", too; its failing run is shown whole. */
export const talkGoesAsScripted = (script: Step[]): Check => ({
  id: 'talk',
  name: 'Requests get exactly the answers they should',
  required: true,
  scenarios: ['talk'],
  // It is read against the script, line by line.
  shrinks: false,
  judge: (run) => wentAsScripted(run, script),
})

export const cutOffNodesAnswer = (scenarios: string[], answers: AnswerShapes, withinMs: number): Check => ({
  id: 'available',
  name: `Who is cut off goes on answering, within ${withinMs} ms`,
  required: true,
  scenarios,
  judgesPartial: true,
  judge: (run) => staysAvailable(run, answers, withinMs),
})

// Values that clients bring, and what nodes show of them.

export const noValueIsLost = (scenarios: string[], workload: SetWorkload): Check => ({
  id: 'nothing-lost',
  name: 'Every acknowledged value reaches every node',
  required: true,
  scenarios,
  judge: (run) => nothingLost(run, workload),
})

export const noValueIsPhantom = (scenarios: string[], workload: SetWorkload): Check => ({
  id: 'no-phantoms',
  name: 'No value appears twice, and none that nobody broadcast',
  required: true,
  scenarios,
  judgesPartial: true,
  judge: (run) => noPhantoms(run, workload),
})

export const readsAreTrue = (scenarios: string[], workload: SetWorkload): Check => ({
  id: 'reads',
  name: 'Reading is answered at once, truly, and changes nothing',
  required: true,
  reads: true,
  scenarios,
  judge: (run) => readsTruly(run, workload),
})

/** Where a node, besides, has to show a value from the moment it acknowledges it. */
export const readsAreTrueOnceAcknowledged = (scenarios: string[], workload: SetWorkload): Check => ({
  ...readsAreTrue(scenarios, workload),
  judge(run) {
    const shown = readsTruly(run, workload)
    return shown.kind === 'fails' ? shown : shownOnceAcknowledged(run, workload)
  },
})

// What goes between nodes.

export const networkFallsSilent = (scenarios: string[], quietAfterMs: number): Check => ({
  id: 'silence',
  name: 'The network falls silent',
  required: true,
  scenarios,
  judgesPartial: true,
  judge: (run) => fallsSilent(run, quietAfterMs),
})

export const onlyNeighboursTalk = (scenarios: string[]): Check => ({
  id: 'edges',
  name: 'Nodes talk only to their neighbours',
  required: true,
  scenarios,
  judgesPartial: true,
  judge: alongEdges,
})

// Replicas of a set.

export const noElementIsPhantom = (scenarios: string[], workload: SetWorkload): Check => ({
  id: 'no-phantoms',
  name: 'No element appears twice, and none that nobody put there',
  required: true,
  scenarios,
  judgesPartial: true,
  judge: (run) => noPhantoms(run, workload),
})

export const mergingLeavesNoTrace = (scenarios: string[], laws: Laws): Check => ({
  id: 'laws',
  name: 'Order, portions and repetitions leave no trace',
  required: true,
  scenarios,
  judge: (run) => mergesLawfully(run, laws),
})

export const replicasShowTheAcknowledged = (scenarios: string[], workload: SetWorkload): Check => ({
  id: 'taken-in',
  name: 'A replica shows what it has acknowledged',
  required: true,
  scenarios,
  judge: (run) => showsWhatItTookIn(run, workload),
})
