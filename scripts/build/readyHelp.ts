/**
 * The help of each command, made ready: who asks for it does not wait for the commands.
 */
import { join } from "node:path"
import type { Plugin } from "rolldown"

const ofCommand = join(import.meta.dirname, "../../packages/core/src/cli")

/** What the core has for this. */
interface Source {
  readonly helpPages: () => Readonly<Record<string, string>>
}

/** Makes what puts the pages into the module that holds them. */
export const readyHelp = async (): Promise<Plugin> => {
  const { helpPages }: Source = await import(join(ofCommand, "helpPages.ts"))
  const pages = join(ofCommand, "help/readyPages.ts")
  return {
    name: "ready-help",
    load: (id) => (id === pages ? `export const readyPages = ${JSON.stringify(helpPages())}` : undefined),
  }
}
