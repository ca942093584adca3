/** What a run may hold in memory: as objects, which the process's heap limit caps, or as typed arrays, which it does not. */
export const limitMb = 256
export const limitBytes = limitMb * 2 ** 20
