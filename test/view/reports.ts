import type { CheckResult, Report } from '../../lib/grade/report.ts'

const passed = { status: 'passed' as const, required: true, chain: [] }

const checks: CheckResult[] = [
  {
    ...passed,
    id: 'delivered',
    name: 'Every value reaches every node and stays',
    message: '20 values on 25 nodes, each within 80 ms.',
  },
  { ...passed, id: 'answered', name: 'Every request gets its answer', message: '' },
  { ...passed, id: 'along-edges', name: 'Messages run along edges of the topology', message: '' },
  {
    ...passed,
    id: 'lean',
    required: false,
    name: 'Exactly 2E−(n−1) forwards per value',
    message: '7 on the ring of 6.',
  },
]

export const passedReport: Report = {
  ...{
    task: '1.1',
    slug: 'basic-broadcast',
    file: '/home/ada/gossip-workspace/1-naive-broadcast/1-basic-broadcast.ts',
  },
  ...{ verdict: 'passed', problem: '', stars: 1, durationMs: 412.3, checks, mistakes: [] },
  metrics: { serverMessages: 1204, msgsPerOp: 30.1, maxPropagationMs: 80 },
}

export const violatedReport: Report = {
  ...passedReport,
  verdict: 'violated',
  stars: 0,
  checks: [
    ...checks.slice(0, 1),
    {
      ...{ id: 'silent', name: 'The network falls silent', status: 'failed', required: true },
      message:
        'A client broadcast 42 at n1. Once every node knew it, at 30 ms, no more messages were expected; instead n2 sent the 50,000th at 812 ms, and the run was ended there.',
      chain: [
        'c1 asked n1 to broadcast 42 at 0 ms.',
        'n1 sent 42 to n2 at 0 ms; it arrived at 10 ms.',
        'n2 sent 42 to n1, which had it already, at 10 ms.',
        'n1 sent 42 to n2 again at 20 ms, and so on for ever.',
      ],
      ...{ scenario: 'ring-of-6', seed: 3, replay: '1.1-ring-of-6-3', at: 40 },
      size: { nodes: 2, requests: 1, faults: 0, messages: 50_000 },
    },
    {
      ...{ id: 'lean', name: 'Exactly 2E−(n−1) forwards per value', status: 'failed', required: false },
      ...{
        message: '12 forwards on the ring of 6 instead of 7.',
        chain: [],
        scenario: 'ring-of-6',
        seed: 1,
        replay: '1.1-ring-of-6-1',
      },
    },
    {
      id: 'complete',
      name: 'A complete graph of 25',
      status: 'skipped',
      required: true,
      message: '',
      chain: [],
    },
  ],
  mistakes: [
    {
      slug: 'no-dedup',
      title: 'Passes on what it has passed on before',
      evidence: 'n2 sent 42 to n1 at 10 ms and again at 30 ms.',
      cause: 'The handler does not ask whether the value is new.',
      fix: 'Keep a Set of the values seen, and forward a value only when it is not in it.',
      ...{ scenario: 'ring-of-6', seed: 3, size: { nodes: 2, requests: 1, faults: 0, messages: 50_000 } },
    },
  ],
}

export const brokenReport: Report = {
  ...passedReport,
  ...{ verdict: 'threw', stars: 0, checks: [], metrics: {} },
  problem: 'n1 threw at 1-basic-broadcast.ts:7:13, in the handler of "broadcast": seen is not defined.',
  frame: '  6 | node.on("broadcast", ({ message }) => {\n> 7 |   seen.add(message)\n    |   ^\n  8 | })',
}
