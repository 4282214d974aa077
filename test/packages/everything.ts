/**
 * A program that exports anew everything that the packages export, so that a compiler has to name every type of it.
 */
import type { Packed } from "./pack.ts"
import { programs, runWell } from "./run.ts"

const doorsOf = ({ manifest, name }: Packed): ReadonlyArray<string> =>
  Object.entries(manifest["exports"] as Readonly<Record<string, unknown>>)
    .filter(([door, leads]) => leads !== null && door !== "./package.json" && door !== "./main")
    .map(([door]) => `${name}${door.slice(1)}`)

/** The command's own inside is in its type, and behind no door. */
const unnamed = new Set(["@zoho-bulk/core/cli command"])

const reexports = (door: string, names: ReadonlyArray<string>, index: number): string =>
  [
    `import * as Door${index} from "${door}"`,
    ...names
      .filter((name) => !unnamed.has(`${door} ${name}`))
      .map((name) => `export const Door${index}_${name} = Door${index}.${name}`),
  ].join("\n")

const members = `
import { ZohoConnection } from "@zoho-bulk/core"
import * as Effect from "effect/Effect"
export const perform = Effect.map(ZohoConnection, ({ perform }) => perform)
`

/** Writes it, for packages that are installed in a folder. */
export const everything = async (packages: ReadonlyArray<Packed>, folder: string): Promise<string> => {
  const namesIn = async (program: string, args: ReadonlyArray<string>, doors: ReadonlyArray<string>) =>
    JSON.parse(await runWell(program, [...args, "names.mjs", ...doors], { cwd: folder })) as Record<
      string,
      Array<string>
    >
  const isOnDeno = ({ name }: Packed): boolean => name.endsWith("/deno-runner")
  const onNode = packages.filter((each) => !isOnDeno(each)).flatMap(doorsOf)
  const onDeno = packages.filter(isOnDeno).flatMap(doorsOf)
  const names = {
    ...(await namesIn(programs.node, [], onNode)),
    ...(await namesIn(programs.deno, ["run", "-A"], onDeno)),
  }
  return [...Object.entries(names).map(([door, of], index) => reexports(door, of, index)), members].join("\n")
}
