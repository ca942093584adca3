import type { Realm } from '../protocol/json-copy.ts'
import type { Body, Message } from '../protocol/message.ts'

/** What a simulated node may ask of the simulator. Times are milliseconds. */
export type Host = {
  id: string
  nodeIds: string[]
  /**
   * Copies a body of the given realm, sets the two ids, and puts it on the network. Throws an Error with a sentence
   * when it cannot be sent, and RunAborted when the run is over, which the caller lets through.
   */
  send(
    dest: string,
    body: object,
    realm: Realm,
    msgId: number | undefined,
    inReplyTo: number | undefined,
  ): void
  setTimer(timer: number, ms: number): void
  clearTimer(timer: number): void
  now(): number
  /** Milliseconds since the node started, never set back. */
  uptime(): number
  random(): number
  log(text: string): void
  fail(failure: Failure): void
  refuse(reason: 'filter' | 'unhandled'): void
}

/** An error that nothing in the program caught: what it said, and where in the program. */
export type Failure = { during: string; error: string; stack: string }

/** One life of the program on one node. */
export type Instance = {
  /** Evaluates the program and calls what it exports; returns what is wrong when that is not a function. */
  start(): string | undefined
  receive(message: Message, malformed: string | undefined): void
  fire(timer: number): void
  /** Puts requests to their handlers outside the network. `answer` gets whatever they reply, uncopied and unchecked. */
  ask(requests: readonly Body[], answer: (index: number, body: object) => void): void
  /** Runs every promise callback that is due. */
  drain(): void
  /** The program's own stack at this moment, for naming the line that went too far. */
  here(): string
}

/** A program that can live on any number of nodes, which share nothing. */
export type Program = { create(host: Host): Instance }

/** Thrown through the program's own frames to leave it when a cap has ended the run. */
export class RunAborted extends Error {}
