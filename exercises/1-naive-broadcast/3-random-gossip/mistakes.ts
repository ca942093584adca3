import { drawsTwice } from '../../../lib/check/evidence/draws-twice.ts'
import { favoursPlaces } from '../../../lib/check/evidence/favoured-places.ts'
import { sendsNewestOnly } from '../../../lib/check/evidence/newest-only.ts'
import { keepsToSamePeers } from '../../../lib/check/evidence/same-peers.ts'
import { tellsOnce } from '../../../lib/check/evidence/tells-once.ts'
import { sendsToItself } from '../../../lib/check/evidence/to-itself.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { loadOf } from './load.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'gossips-to-self',
    title: 'A node gossips to itself',
    evidence: sendsToItself,
    cause:
      'The node is in the list that it draws its peers from, so a part of its messages is spent on telling itself what it knows.',
    fix: "Draw from topology[node.id], which does not hold the node's own id, or leave node.id out of the list you draw from.",
  },
  {
    slug: 'with-replacement',
    title: 'The same peer is drawn twice in a round',
    evidence: drawsTwice,
    cause:
      'Each peer of a round is drawn from all neighbours anew, so the same one may come up again, and the round reaches fewer nodes than it has messages.',
    fix: 'Draw without replacement: shuffle a copy of the list and take its first three, or take each drawn peer out of the copy.',
  },
  {
    slug: 'fixed-neighbours',
    title: 'Always the same neighbours are told',
    evidence: keepsToSamePeers,
    cause:
      'The peers are chosen once and not drawn again for every round, or they are the first few of the list, or the draw cannot reach the whole list. Whoever is in nobody’s choice hears nothing, however long it waits.',
    fix: 'Draw new peers at random in every round, inside the timer’s function, and from the whole list: Math.floor(node.random() * list.length) reaches its last place, with length - 1 it does not.',
  },
  {
    slug: 'biased-shuffle',
    title: 'Some places of the list are favoured',
    evidence: (run) => favoursPlaces(run, loadOf(run)),
    cause:
      'The draw is random but not even: the same places of the list come up more often than others on every node. list.sort(() => node.random() - 0.5) does so, and so does a shuffle that swaps each place with any place of the whole list.',
    fix: 'Take each peer out of a copy of the list at Math.floor(node.random() * copy.length), or shuffle as Fisher and Yates did: swap each place with itself or one of the places not yet dealt with.',
  },
  {
    slug: 'one-shot',
    title: 'Each value is told once',
    evidence: tellsOnce,
    cause:
      'A node passes a value on when it learns it and never again. One lost message, or one unlucky draw, and a node goes without it for good.',
    fix: 'Gossip on a timer: every 200 ms send what you know to newly drawn neighbours, whether or not something new has come.',
  },
  {
    slug: 'newest-only',
    title: 'Only the newest value is told',
    evidence: sendsNewestOnly,
    cause:
      'A round carries just the value that was learned last. As soon as the next one comes, nobody repeats the one before, and who missed it has missed it.',
    fix: 'Send all the values that you know, as a list, or all that this neighbour may lack.',
  },
]
