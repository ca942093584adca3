/** Where somebody who has passed a task may go from there. */
export function afterPassing(task: string): string[] {
  return [
    `See how ours does it: npx workbench solution ${task}`,
    `See if you can explain it: npx workbench interview --task ${task}`,
    'See what comes next: npx workbench status',
  ]
}
