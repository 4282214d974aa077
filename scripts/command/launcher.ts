/**
 * The text of the command: a script that runs the bundle of this clone with the Node of this clone.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { mark } from "./place.ts"

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`

/** The flags that the command of the package starts Node with. */
const flagsOf = (command: string): string => {
  const [line = ""] = readFileSync(command, "utf8").split("\n", 1)
  const [, flags] = /^#!\/usr\/bin\/env -S node (.*)$/.exec(line) ?? []
  if (flags === undefined) throw new Error(`${command} does not say how Node is to be started`)
  return flags
}

/** The script for a clone. All paths in it are absolute: it runs from any folder, and from cron. */
export const launcherOf = (clone: string): string => {
  const command = join(clone, "packages/node-runner/bin/zoho-bulk.cjs")
  const problem = `zoho-bulk was installed from ${clone}, but is no longer there. Run npx --yes pnpm@12 install-command where it is now.`
  return `#!/bin/sh
${mark}
node=${quoted(join(clone, "node_modules/node/bin/node"))}
command=${quoted(command)}
if [ ! -x "$node" ] || [ ! -f "$command" ]; then
  printf '%s\\n' ${quoted(problem)} >&2
  exit 2
fi
exec "$node" ${flagsOf(command)} "$command" "$@"
`
}
