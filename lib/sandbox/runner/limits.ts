/** What typed arrays may hold at the end of a run: they are not part of the heap that the process's own limit caps. */
export const bufferLimit = 256 * 2 ** 20
