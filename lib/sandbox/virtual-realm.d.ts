/** The build puts the bundled text of realm/main.ts here. */
declare module 'virtual:realm' {
  const source: string
  export default source
}
