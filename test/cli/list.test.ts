import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newFolder, ownProgram, startedFolder, workbench } from './workbench.ts'

const entries = z
  .array(
    z.strictObject({
      task: z.string().regex(/^\d\.\d$/),
      slug: z.string().regex(/^[a-z0-9-]+$/),
      title: z.string().min(1),
      subtrack: z.string().min(1),
      level: z.enum(['beginner', 'intermediate', 'advanced']),
      status: z.enum(['new', 'started', 'passed']),
      stars: z.int().min(0),
      file: z.string().nullable(),
    }),
  )
  .length(19)

const wholeList = `0 Optional warm-up
    0.1 Echo What You Are Sent                                    beginner · new

1 Naive broadcast
    1.1 Implement Basic Broadcast to All Nodes                    beginner · new
    1.2 Build Flat Tree Topology Gossip                       intermediate · new
    1.3 Implement Peer-to-Peer Gossip with Random Neighbors   intermediate · new
    1.4 Add Message Batching to Reduce Network Overhead       intermediate · new
    1.5 Handle Network Partition Healing and Resynchronization    advanced · new

2 Gossip protocol
    2.1 Implement Gossip Fanout with Random Peer Selection    intermediate · new
    2.2 Calculate Minimum Fanout for Reliable Delivery            advanced · new
    2.3 Add Periodic Gossip Rounds on a Timer                 intermediate · new
    2.4 Implement Anti-Entropy with Digest Comparison             advanced · new
    2.5 Tune Gossip Parameters for Maelstrom Broadcast            advanced · new

3 Topology-aware gossip
    3.1 Implement Tree-Based Broadcast Overlay                intermediate · new
    3.2 Handle Tree Node Failure with Direct Fallback             advanced · new
    3.3 Implement Hybrid Tree and Gossip Broadcast                advanced · new
    3.4 Simulate Network Partition and Healing                    advanced · new

4 Epidemic algorithms and CRDTs
    4.1 Implement Grow-Only Set (G-Set) with Gossip           intermediate · new
    4.2 Implement Two-Phase Set (2P-Set)                          advanced · new
    4.3 Implement Last-Writer-Wins Key-Value Store                advanced · new
    4.4 Demonstrate LWW Data Loss with Version Vectors            advanced · new
    4.5 Benchmark Gossip KV Store Performance                     advanced · new

0 of 19 tasks passed.
`

describe.concurrent('list', () => {
  it('names nineteen tasks under their subtracks and the warm-up above them, without a workspace', async () => {
    const { code, stdout, stderr } = await workbench(['list'], { cwd: newFolder() })
    expect({ code, stdout }).toEqual({ code: 0, stdout: wholeList })
    expect(stderr).toMatch(/^There is no workspace .* `npx workbench start` makes one\.\n$/)
  })

  it('prints JSON of the documented shape', async () => {
    const { stdout } = await workbench(['list', '--json'], { cwd: newFolder() })
    const [first] = entries.parse(JSON.parse(stdout))
    expect(first).toMatchObject({ task: '1.1', slug: 'basic-broadcast', status: 'new', file: null })
  })

  it('names the learner’s file in a workspace, also from the folder that holds it and from below', async () => {
    const folder = await startedFolder()
    const places = [folder, join(folder, 'gossip-workspace'), join(folder, ownProgram, '..')]
    const lists = await Promise.all(places.map((cwd) => workbench(['list', '--json'], { cwd })))
    const files = lists.map(({ stdout }) => entries.parse(JSON.parse(stdout))[0]?.file)
    expect(files).toEqual(places.map(() => join(folder, ownProgram)))
  })
})
