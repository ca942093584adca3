import {
  answersAsRequest,
  answersNothing,
  answersWithoutId,
} from '../../../lib/check/evidence/echo-messages.ts'
import { echoesLastRequest, echoesText, losesEmptyValues } from '../../../lib/check/evidence/echo-values.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'no-in-reply-to',
    title: 'The answer does not say what it answers',
    evidence: answersWithoutId,
    cause:
      'The value goes back in a message of its own, by node.send, and names no request. A client may wait for several answers at once, so it takes none that does not say which it is.',
    fix: "Return { type: 'echo_ok', echo } from the handler: in_reply_to is filled in with the request's msg_id.",
    instead: ['answers-nothing'],
  },
  {
    slug: 'answers-nothing',
    title: 'The handler returns nothing',
    evidence: answersNothing,
    cause:
      'What a handler returns is the answer. This one returns nothing, so the client waits until it gives up.',
    fix: "Return { type: 'echo_ok', echo }. An arrow function with braces needs the word return.",
  },
  {
    slug: 'same-type',
    title: 'The answer has the type of the request',
    evidence: answersAsRequest,
    cause: 'The body is sent back as it came, its type included, and "echo" is a request.',
    fix: 'Give the answer the type that is documented: "echo_ok".',
  },
  {
    slug: 'value-as-text',
    title: 'The value comes back as text',
    evidence: echoesText,
    cause:
      'The value is turned into a string, by JSON.stringify, String or a template. A message may carry any JSON value as it is.',
    fix: 'Put the value itself into the answer.',
  },
  {
    slug: 'empty-values',
    title: 'Values that count as false are lost',
    evidence: losesEmptyValues,
    cause:
      'The value is tested for truth, as in "if (echo)" or "echo || …", and 0, "", false and null count as false.',
    fix: 'Do not look at the value at all: a request without one is answered with an error before it reaches you.',
  },
  {
    slug: 'last-request',
    title: 'One variable for all requests',
    evidence: echoesLastRequest,
    cause:
      'The value waits in a variable of the node until it is answered, and the next request puts its own in there.',
    fix: 'Keep what belongs to a request in the handler, as a parameter or a const, and answer from there.',
  },
]
