import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseFrontMatter, required } from './front-matter.ts'
import { isWarmUp, type Level, type Subtrack, type Task } from './task.ts'

/** All there is to learn, in order. */
export type Track = {
  /** With that of the warm-ups, if there is one. */
  subtracks: Subtrack[]
  /** Offered before the track, and not among its tasks: so nothing counts them that does not mean to. */
  warmUps: Task[]
  tasks: Task[]
}

/**
 * Reads `<root>/exercises`. A folder that is not as it should be is our own mistake, so it throws and names the
 * file. Quick, because `workbench list` waits for it.
 */
export function loadTrack(root: string): Track {
  const exercises = join(root, 'exercises')
  const track: Track = { subtracks: [], warmUps: [], tasks: [] }
  for (const place of numberedFolders(exercises, { mayBeginAt: 0 })) {
    const subtrack = loadSubtrack(place)
    track.subtracks.push(subtrack)
    for (const inner of numberedFolders(place.folder)) addTask(track, loadTask(inner, subtrack))
  }
  if (track.tasks.length === 0) throw new Error(noTasks(exercises))
  return track
}

/** The warm-ups and the tasks: whatever can be shown, written and graded. */
export function allTasks({ warmUps, tasks }: Pick<Track, 'warmUps' | 'tasks'>): Task[] {
  return [...warmUps, ...tasks]
}

type Place = { folder: string; number: number; slug: string }

/** Folders named `<number>-<slug>`, by number. Others, such as `study/`, hold something else. */
function numberedFolders(parent: string, { mayBeginAt = 1 } = {}): Place[] {
  const places: Place[] = []
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    const match = /^(\d+)-([a-z0-9-]+)$/.exec(entry.name)
    if (match === null || !entry.isDirectory()) continue
    places.push({ folder: join(parent, entry.name), number: Number(match[1]), slug: String(match[2]) })
  }
  places.sort((a, b) => a.number - b.number)
  const first = places[0]?.number === mayBeginAt ? mayBeginAt : 1
  for (const [index, place] of places.entries()) {
    if (place.number !== index + first) throw new Error(outOfOrder(place.folder, index + first))
  }
  return places
}

function loadSubtrack({ folder, number, slug }: Place): Subtrack {
  const file = join(folder, 'subtrack.md')
  const head = parseFrontMatter(readFileSync(file, 'utf8'), file, ['title'])
  return { number, slug, title: required(head, 'title', file) }
}

function loadTask({ folder, number, slug }: Place, subtrack: Subtrack): Task {
  const file = join(folder, 'task.md')
  const head = parseFrontMatter(readFileSync(file, 'utf8'), file, taskFields)
  return {
    number: `${subtrack.number}.${number}`,
    slug,
    title: required(head, 'title', file),
    level: levelOf(required(head, 'level', file), file),
    subtrack,
    builds: head.fields.get('builds')?.split(/,\s*/) ?? [],
    folder,
  }
}

/** The fields a `task.md` may have in its head. */
export const taskFields = ['title', 'level', 'builds'] as const

/** Nothing in the track builds on a warm-up, which may be left out. */
function addTask(track: Track, task: Task): void {
  const file = join(task.folder, 'task.md')
  const earlier = isWarmUp(task) ? track.warmUps : track.tasks
  for (const number of task.builds) {
    if (!earlier.some((one) => one.number === number)) throw new Error(notEarlier(file, number))
  }
  const twin = allTasks(track).find(({ slug }) => slug === task.slug)
  if (twin !== undefined) throw new Error(sameSlug(task.folder, twin.folder))
  earlier.push(task)
}

function levelOf(text: string, file: string): Level {
  switch (text) {
    case 'beginner':
    case 'intermediate':
    case 'advanced':
      return text
    default:
      throw new Error(noSuchLevel(file, text))
  }
}

const noTasks = (folder: string) => `${folder} holds no tasks.`
const outOfOrder = (folder: string, number: number) =>
  `${folder}: folders are numbered from 1 without gaps, so this one should be ${number}-….`
const noSuchLevel = (file: string, level: string) =>
  `${file}: the level is beginner, intermediate or advanced, not "${level}".`
const notEarlier = (file: string, number: string) =>
  `${file} builds on ${number}, which is not an earlier task.`
const sameSlug = (folder: string, other: string) =>
  `${folder} and ${other} have the same name: "${basename(folder).replace(/^\d+-/, '')}" must mean one task.`
