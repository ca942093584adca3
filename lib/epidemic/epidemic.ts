/** Who calls whom in a round, and so which way a message can go; "once": the informed push, each in one round alone. */
export type Calls = 'push' | 'pull' | 'push-pull' | 'once'

/**
 * One message in a cluster. Node 0 is the source, and the last `crashed` nodes neither call nor answer. In a round
 * every caller calls `fanout` distinct others, each equally likely; who is informed counts as at the start of the
 * round; each message on its way is lost with probability `loss`. After `rounds` rounds it ends anyway.
 */
export type Epidemic = {
  nodes: number
  fanout: number
  loss: number
  crashed: number
  calls: Calls
  rounds: number
}

/**
 * What came of it. `informed[r]` and `messages[r]` are the nodes informed and the messages sent with the value after
 * r rounds; `learnedIn[node]` the round in which a node learned, −1 if it has not, and `from[node]` from whom.
 */
export type Course = {
  informed: number[]
  messages: number[]
  learnedIn: Int32Array
  from: Int32Array
}
