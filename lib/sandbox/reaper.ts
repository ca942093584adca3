import { type ChildProcess, spawn } from 'node:child_process'

/** Keeps a list of process ids, which standard input adds to and takes from, and when that ends, kills them. */
const script = `
pids=' '
while read -r change pid; do
  case $change in
    +) pids="$pids$pid " ;;
    -) pids="\${pids%%" $pid "*} \${pids#*" $pid "}" ;;
  esac
done
kill -9 $pids 2>/dev/null`

/**
 * Outlives the workbench for a moment. A runner whose program never comes back would not notice that its parent was
 * killed, and would keep a core busy for ever; this process notices, because its standard input ends, and kills it.
 * There is none on Windows, which has no shell to do it.
 */
export class Reaper {
  readonly #child: ChildProcess | undefined

  constructor(platform: NodeJS.Platform) {
    if (platform === 'win32') return
    this.#child = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
    // Without a shell there is no reaper, and everything else works.
    this.#child.on('error', () => {})
    this.#child.stdin?.on('error', () => {})
    this.#child.unref()
  }

  watch(pid: number | undefined): void {
    if (pid !== undefined) this.#child?.stdin?.write(`+ ${pid}\n`)
  }

  /** To be called when it has ended: the system may give its number to somebody else's process. */
  forget(pid: number | undefined): void {
    if (pid !== undefined) this.#child?.stdin?.write(`- ${pid}\n`)
  }

  /** Every process it watched has been killed already. */
  dismiss(): void {
    this.#child?.kill('SIGKILL')
  }
}
