import type { Track } from '../../lib/track/load.ts'
import type { Level, Subtrack, Task } from '../../lib/track/task.ts'
import type { Hint } from '../../lib/track/text.ts'

/** A track of the real one's size, with a warm-up before it. */
export const track: Track = { subtracks: [], warmUps: [], tasks: [] }

const b: Level = 'beginner'
const i: Level = 'intermediate'
const a: Level = 'advanced'

add('Warm-up', [['echo', 'Echo What You Are Sent', b]])
add('Naive broadcast', [
  ['basic-broadcast', 'Implement Basic Broadcast to All Nodes', b],
  ['tree-topology', 'Build Flat Tree Topology Gossip', i],
  ['random-gossip', 'Implement Peer-to-Peer Gossip with Random Neighbors', i],
  ['batching', 'Add Message Batching to Reduce Network Overhead', i],
  ['partition-healing', 'Handle Network Partition Healing and Resynchronization', a],
])
add('Gossip protocol', [
  ['gossip-fanout', 'Implement Gossip Fanout with Random Peer Selection', i],
  ['fanout-probability', 'Calculate Minimum Fanout for Reliable Delivery', a],
  ['gossip-timer', 'Add Periodic Gossip Rounds on a Timer', i],
  ['anti-entropy', 'Implement Anti-Entropy with Digest Comparison', a],
  ['tuning', 'Tune Gossip Parameters for Maelstrom Broadcast', a],
])
add('Topology-aware gossip', [
  ['tree-broadcast', 'Implement Tree-Based Broadcast Overlay', i],
  ['tree-failure', 'Handle Tree Node Failure with Direct Fallback', a],
  ['hybrid-gossip', 'Implement Hybrid Tree and Gossip Broadcast', a],
  ['partition-simulation', 'Simulate Network Partition and Healing', a],
])
add('Epidemic algorithms and CRDT gossip', [
  ['gset', 'Implement Grow-Only Set (G-Set) with Gossip', i],
  ['twopset', 'Implement Two-Phase Set (2P-Set)', a],
  ['lww-kv', 'Implement Last-Writer-Wins Key-Value Store', a],
  ['lww-data-loss', 'Demonstrate LWW Data Loss with Version Vectors', a],
  ['kv-benchmark', 'Benchmark Gossip KV Store Performance', a],
])

function add(title: string, tasks: [string, string, Level][]): void {
  const number = track.subtracks.length
  const subtrack: Subtrack = { number, slug: title.toLowerCase().replaceAll(' ', '-'), title }
  track.subtracks.push(subtrack)
  for (const [index, [slug, name, level]] of tasks.entries()) {
    const list = number === 0 ? track.warmUps : track.tasks
    list.push({
      ...{ number: `${number}.${index + 1}`, slug, title: name, level, subtrack },
      ...{ builds: index === 0 ? [] : [`${number}.${index}`], folder: `/exercises/${slug}` },
    })
  }
}

export const basicBroadcast = track.tasks[0] as Task

export const text = `A client hands a value to one node; your program, which every node runs, must bring it to all of them.

## The network

\`\`\`
 n1 ── n2
 │      │
 n3 ── n4
\`\`\`

## What is graded

1. Every value reaches **every** node and stays.
2. Every request gets its answer, such as \`broadcast_ok\`.
3. After the last operation the network falls silent.

${Array.from({ length: 20 }, (_, index) => `Paragraph ${index + 1} of the text that has to be scrolled.`).join('\n\n')}
`

export const hints: Hint[] = [
  { level: 1, text: 'Have I seen this one? A node needs a memory for that.' },
  { level: 2, title: 'The whole idea', text: 'The **first** time, store it and tell your neighbours.' },
  { level: 3, text: 'Nearly all of it:\n\n```ts\nconst seen = new Set()\n```' },
]
