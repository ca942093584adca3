/** The names under which stack traces show the two scripts of a realm. */
export const programFile = 'workbench:program'
export const realmFile = 'workbench:realm'
