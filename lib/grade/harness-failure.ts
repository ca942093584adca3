/** The harness could not do its own work: no verdict on the learner's program may come of it. */
export class HarnessFailure extends Error {
  override readonly name = 'HarnessFailure'
}
