import type { Report } from '../grade/report.ts'

/** Where somebody may go on after a grading. What is known of a mistake stands with the mistake. */
export function afterGrading({ task, verdict }: Pick<Report, 'task' | 'verdict'>): string[] {
  if (verdict === 'passed')
    return [
      `See how ours does it: npx workbench solution ${task}`,
      `See if you can explain it: npx workbench interview --task ${task}`,
      'See what comes next: npx workbench status',
    ]
  return [
    `Get a hint: npx workbench hint ${task}`,
    `Look up the terms: npx workbench concepts --task ${task}`,
  ]
}
