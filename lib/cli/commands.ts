import type { Command, CommandGroup } from './command.ts'

/** All commands, in the order the help lists them. */
export const commands: Command[] = [
  {
    name: 'start',
    summary: 'open the track in the terminal',
    examples: [
      { line: 'npx workbench start', what: 'choose a task, write it, grade it' },
      { line: 'npx workbench start --inline', what: 'the same, without an extra screen' },
    ],
    description:
      'Opens the workspace around this folder, or makes ./gossip-workspace, and shows the track; in it `f` opens the fanout calculator, `l` the race of lww-demo step by step, `s` the study material. Without a terminal it prints the list instead.',
    options: ['inline'],
    load: () => import('./commands/start.ts'),
  },
  {
    name: 'list',
    summary: 'list the tasks and how far you are',
    examples: [
      { line: 'npx workbench list', what: 'every task with its state and stars' },
      { line: 'npx workbench list --json', what: 'the same for a program to read' },
    ],
    description: 'Lists the tasks of the track in order, and what you have passed in this workspace.',
    options: ['json'],
    load: () => import('./commands/list.ts'),
  },
  {
    name: 'show',
    arguments: '<task>',
    summary: 'print a task',
    examples: [
      { line: 'npx workbench show 1.1', what: 'what it is about and what is graded' },
      { line: 'npx workbench show 1.1 | less', what: 'page by page' },
    ],
    description: 'Prints what a task is about, the messages of its program, and what is graded.',
    options: [],
    load: () => import('./commands/show.ts'),
  },
  {
    name: 'grade',
    arguments: '[task...]',
    summary: 'grade your program, and say why it fails',
    examples: [
      { line: 'npx workbench grade 1.1', what: 'your file in the workspace' },
      { line: 'npx workbench grade 1.1 --watch', what: 'again whenever you save it' },
      { line: 'npx workbench grade 1.1 --file mine.js', what: 'a file anywhere' },
      { line: 'npx workbench grade --all --json', what: 'every task, for a script' },
    ],
    description:
      'Runs your program on simulated clusters, under all scenarios of the task, and says for each check whether it holds or how it fails. Exits with 0 when everything passed, 1 when something failed.',
    options: ['all', 'file', 'seed', 'watch', 'json'],
    load: () => import('./commands/grade.ts'),
  },
  {
    name: 'hint',
    arguments: '<task>',
    summary: 'show the next hint',
    examples: [
      { line: 'npx workbench hint 1.1', what: 'the first one you have not seen' },
      { line: 'npx workbench hint 1.1 --level 2', what: 'a certain one' },
    ],
    description: 'Shows a hint for a task. Each says more than the one before; the last says nearly all.',
    options: ['level', 'json'],
    load: () => import('./commands/hint.ts'),
  },
  {
    name: 'replay',
    arguments: '<run>',
    summary: 'run a failed run once more',
    examples: [
      { line: 'npx workbench replay 1.1-ring-of-6-s1001', what: 'a run of a report' },
      { line: 'npx workbench replay 1.1-ring-of-6-s1001 --file a.js', what: 'a file anywhere' },
    ],
    description:
      'Runs your program as it is now in one scenario with one seed, judges that run, and shows who learned what, when and from whom. With the same program it is the same run, event by event.',
    options: ['file'],
    load: () => import('./commands/replay.ts'),
  },
  {
    name: 'trace',
    arguments: '<run>',
    summary: 'draw a run, message by message',
    examples: [
      { line: 'npx workbench trace 1.1-ring-of-6-s1001-min', what: 'a run of a report' },
      { line: 'npx workbench trace 1.1-ring-of-6-s1001 --file a.js', what: 'a file anywhere' },
    ],
    description:
      'Draws a run as a space-time diagram: nodes side by side, time downward, an arrow for every message where it arrives or is lost. A run that your last grading kept is drawn as it was; any other is run again.',
    options: ['file'],
    load: () => import('./commands/trace.ts'),
  },
  {
    name: 'solution',
    arguments: '<task>',
    summary: 'print our solution, once you have passed',
    examples: [
      { line: 'npx workbench solution 1.1', what: 'compare it with yours' },
      { line: 'npx workbench solution 1.1 --spoil', what: 'before you have passed' },
    ],
    description:
      'Prints a program that passes the task. It waits until yours does, unless you ask it not to.',
    options: ['spoil', 'variants'],
    load: () => import('./commands/solution.ts'),
  },
  {
    name: 'reset',
    arguments: '<task>',
    summary: 'put the stub back, keeping a copy of your file',
    examples: [{ line: 'npx workbench reset 1.1', what: 'start the task again' }],
    description:
      'Replaces your file for the task by the stub you began with. What you had is kept beside it as a backup, and so is your progress.',
    options: [],
    load: () => import('./commands/reset.ts'),
  },
  {
    name: 'status',
    summary: 'say where you are and what is next',
    examples: [{ line: 'npx workbench status', what: 'what you have passed, and what to do now' }],
    description: 'Sums up your progress in the workspace around this folder.',
    options: [],
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'fanout',
    summary: 'work out how many others each node must send to',
    examples: [
      { line: 'npx workbench fanout --nodes 25 --target 0.99 --rounds 5', what: 'the fanout' },
      { line: 'npx workbench fanout --nodes 25 --target 0.99 --rounds 5 --json', what: 'as JSON' },
    ],
    description:
      'Works out, exactly or within a bound that it prints, the smallest fanout with which a message reaches every live node surely enough, and shows what formulas often printed say instead. With --model forever every informed node sends in every round, with once only in the round after it learned. With --solve rounds and a --fanout it looks for the rounds instead.',
    options: [
      ...(['nodes', 'target', 'rounds', 'loss', 'crashed', 'model', 'solve', 'fanout'] as const),
      ...(['trials', 'seed', 'json'] as const),
    ],
    load: () => import('./commands/fanout.ts'),
  },
  {
    name: 'simulate',
    summary: 'watch an epidemic spread through a cluster',
    examples: [
      { line: 'npx workbench simulate --nodes 12', what: 'who told whom' },
      { line: 'npx workbench simulate --nodes 1000000', what: 'the curve' },
      { line: 'npx workbench simulate --nodes 500 --model blind-coin --k 3', what: 'a rumor' },
      { line: 'npx workbench simulate --reproduce demers', what: 'tables of 1987' },
    ],
    description:
      'Spreads a message by push, pull, push-pull or once (each forwards once), or a rumor that nodes lose interest in: feedback-counter, feedback-coin, blind-counter or blind-coin. The same seed gives the same epidemic.',
    options: [
      ...(['nodes', 'model', 'fanout', 'k', 'pull', 'rounds', 'loss', 'crashed'] as const),
      ...(['seed', 'reproduce', 'trials', 'json'] as const),
    ],
    load: () => import('./commands/simulate.ts'),
  },
  {
    name: 'interview',
    summary: 'answer what you may be asked about all this',
    examples: [
      { line: 'npx workbench interview', what: 'a question at random, with its answer' },
      { line: 'npx workbench interview --practice', what: 'think first, then see the answer' },
      { line: 'npx workbench interview --task 2.1', what: 'the questions of a task' },
    ],
    description:
      'Shows an interview question: a model answer, what a weak one misses, what may be asked next, and where all of it can be checked.',
    options: ['task', 'all', 'practice', 'json'],
    load: () => import('./commands/interview.ts'),
  },
  {
    name: 'mistakes',
    arguments: '[name]',
    summary: 'show the mistakes that the graders know',
    examples: [
      { line: 'npx workbench mistakes', what: 'the worst ones, and all, by name' },
      { line: 'npx workbench mistakes no-dedup', what: 'its cause and its fix' },
      { line: 'npx workbench mistakes --task 2.1', what: 'all of a task, as much of each' },
      { line: 'npx workbench mistakes no-dedup --run', what: 'see it fail' },
    ],
    description:
      'Lists the mistakes that programs of the track make; by name, or those of a task, each with its cause and its fix. With --run the program that makes one is graded as yours would be. A name may be known to several tasks; --task says which is meant.',
    options: ['task', 'run', 'seed', 'json'],
    load: () => import('./commands/mistakes.ts'),
  },
  {
    name: 'concepts',
    arguments: '[term...]',
    summary: 'look up a term',
    examples: [
      { line: 'npx workbench concepts anti-entropy', what: 'what it means, and where it is used' },
      { line: 'npx workbench concepts', what: 'all terms' },
      { line: 'npx workbench concepts --task 2.4', what: 'those of a task' },
    ],
    description: 'Says what a term means, which tasks use it, and where to read more.',
    options: ['task', 'all', 'json'],
    load: () => import('./commands/concepts.ts'),
  },
  {
    name: 'reading',
    summary: 'see what is worth reading, and why',
    examples: [
      { line: 'npx workbench reading', what: 'papers and documentation' },
      { line: 'npx workbench reading --task 2.4', what: 'what deepens a task' },
    ],
    description: 'Lists papers and documentation that the track leads to, each with what to look for in it.',
    options: ['task', 'json'],
    load: () => import('./commands/reading.ts'),
  },
  {
    name: 'prerequisites',
    summary: 'see what the tasks take for granted',
    examples: [
      { line: 'npx workbench prerequisites', what: 'what to know, and how the tasks build' },
      { line: 'npx workbench prerequisites --task 4.3', what: 'what one task needs' },
    ],
    description:
      'Says what the track assumes, who may skip it and what to read or to try if it is new; and which tasks each task builds on.',
    options: ['task', 'json'],
    load: () => import('./commands/prerequisites.ts'),
  },
  {
    name: 'compare',
    arguments: '[comparison...]',
    summary: 'see what designs cost, side by side',
    examples: [
      { line: 'npx workbench compare', what: 'what can be compared' },
      { line: 'npx workbench compare push-pull', what: 'push, pull, push-pull' },
      { line: 'npx workbench compare spreading --seed 7', what: 'other dice' },
      { line: 'npx workbench compare --all', what: 'all of them, one by one' },
    ],
    description:
      'Runs programs that do the same by different means through the same requests and faults, and prints what each cost and how it bore the faults. Nothing in the tables is written down anywhere: it is measured as you ask, which takes a few seconds for each. There are spreading, push-pull, anti-entropy, forwarding, registry, crdt-sets and lww-vv.',
    options: ['all', 'seed', 'json'],
    load: () => import('./commands/compare.ts'),
  },
  {
    name: 'lww-demo',
    summary: 'watch the last writer win, and lose a write',
    examples: [
      { line: 'npx workbench lww-demo', what: 'two clients, one clock ahead' },
      { line: 'npx workbench lww-demo --clients 4 --skew 0', what: 'clocks that agree' },
      { line: 'npx workbench lww-demo --mine', what: 'on your own 4.3 and 4.4' },
    ],
    description:
      'Clients race on replicas that are cut off from each other. The same requests at the same times go to a store in which the last writer wins and to one with version vectors: side by side, which acknowledged writes survive, which vanish and why. Then it counts, over many runs, how often that happens. `l` in the list of tasks of `npx workbench start` plays the race step by step.',
    options: ['clients', 'writes', 'replicas', 'skew', 'seed', 'trials', 'mine', 'json'],
    load: () => import('./commands/lww-demo.ts'),
  },
  {
    name: 'doctor',
    summary: 'check that everything the workbench needs is there',
    examples: [{ line: 'npx workbench doctor', what: 'Node, sandbox, workspace, editor, terminal' }],
    description:
      'Tries out what the workbench depends on, and says what to do about what it finds. Exits with 3 when something that it cannot do without is missing.',
    options: [],
    load: () => import('./commands/doctor.ts'),
  },
]

/** For those who write tasks. */
export const commandGroups: CommandGroup[] = [
  {
    name: 'dev',
    summary: 'Tools for those who write tasks.',
    examples: [{ line: 'npx workbench dev check', what: 'prove that the graders can be trusted' }],
    hidden: true,
    commands: [
      {
        name: 'check',
        summary: 'prove that the graders can be trusted',
        examples: [
          { line: 'npx workbench dev check', what: 'every task, a few seeds' },
          { line: 'npx workbench dev check --task 1.1 --seeds 200', what: 'one task, thoroughly' },
        ],
        description:
          'Proves that every stub fails as it is meant to, every solution and variant passes, and every known mistake fails and is named.',
        options: ['task', 'seeds', 'json'],
        load: () => import('./commands/dev-check.ts'),
      },
    ],
  },
]
