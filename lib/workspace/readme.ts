/** The README of a learner's folder. */
export const readme = `# Gossip Workbench

Each file here is your program for one task. The files are yours: the workbench
adds one when it is missing and never overwrites one.

    npx workbench start        choose a task, read it, grade it
    npx workbench grade 1.1    grade your program for task 1.1
    npx workbench hint 1.1     show a hint
    npx workbench reset 1.1    start task 1.1 again; your file is kept as a backup

\`.workbench/\` holds your progress, the latest runs, and the declarations that let
your editor check your programs. Delete it and your progress is gone.
`
