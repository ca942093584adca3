/** What is written in several steps, as editors do, counts as one change. */
const quietMs = 100

/**
 * Calls `onChange` after each change of a file, also when it is replaced, goes or comes back. Resolves when it is
 * watching, to the function that ends it.
 */
export async function watchFile(file: string, onChange: () => void): Promise<() => void> {
  try {
    return await watchWith(file, onChange, { usePolling: false })
  } catch {
    // The system has no watchers left to give: look at the file again and again instead.
    return watchWith(file, onChange, { usePolling: true })
  }
}

async function watchWith(
  file: string,
  onChange: () => void,
  how: { usePolling: boolean },
): Promise<() => void> {
  const { watch } = await import('chokidar')
  const watcher = watch(file, { ...how, ignoreInitial: true })
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    clearTimeout(timer)
    void watcher.close()
  }
  watcher.on('all', (event) => {
    clearTimeout(timer)
    if (event === 'add' || event === 'change' || event === 'unlink') timer = setTimeout(onChange, quietMs)
  })
  try {
    await new Promise<void>((resolve, reject) => watcher.once('ready', resolve).on('error', reject))
  } catch (error) {
    stop()
    throw error
  }
  return stop
}

/** Goes on once at first and then after each change, until nobody wants more. Changes meanwhile count as one. */
export async function* changesOf(file: string): AsyncGenerator<void> {
  let changed = true
  let wake = () => {}
  const stop = await watchFile(file, () => {
    changed = true
    wake()
  })
  try {
    for (;;) {
      if (!changed) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      changed = false
      yield
    }
  } finally {
    stop()
  }
}
