import { type StudyTexts, taskOrder } from '../../lib/tui/study.ts'
import { track } from './track.ts'

const [task] = track.tasks
if (task === undefined) throw new Error('the track has no task')
const source = { text: 'A paper', url: `https://example.org/${'a-long-way/'.repeat(8)}paper.pdf` }

/** A little of everything: of the questions one belongs to task 1.1, of the reading nothing. */
export const studyTexts: StudyTexts = {
  interview: ['Why flood?', 'Why gossip?', 'Why both?'].map((question, index) => ({
    ...{ question, tasks: index === 0 ? ['1.1'] : ['2.1'], concepts: ['flooding'] },
    ...{ answer: 'Answer. '.repeat(60), weakAnswerMisses: 'Much.', followUp: 'And?', sources: [source] },
  })),
  mistakes: [
    {
      ...{ task, slug: 'no-dedup', title: 'Every receipt is passed on', cause: 'No set.' },
      ...{ fix: 'A set.', program: '/no-dedup.ts', why: 'A **storm**.' },
    },
  ],
  concepts: [{ term: 'Flooding', also: [], tasks: ['1.1'], text: 'To all.', sources: [source] }],
  reading: [
    {
      ...{ title: 'Epidemics', by: 'Demers', year: 1987, url: source.url, tasks: ['2.3'] },
      ...{ about: '', lookFor: 'The tables.' },
    },
  ],
  prerequisites: [
    {
      ...{ title: 'Clocks', from: ['4.3'], tasks: ['4.3', '4.4', '4.5'], practice: [] },
      ...{ about: 'They disagree.', whoMaySkip: 'Whoever knows why.', sources: [source] },
    },
    taskOrder(track.tasks),
  ],
}
