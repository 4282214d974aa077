import { readdirSync, readFileSync, statSync } from "node:fs"
import { basename, join } from "node:path"
import { spellings } from "./spellings.ts"

/** Secrets of nobody, that can be told from everything else: where one turns up, it has leaked. */
export const sentinels = {
  accessToken: "1000.a11ce5a11de5a11fe5a110e5a111e5a1.12e5a113e5a114e5a115e5a116e5a117",
  issuedToken: "1000.155bed155bee155bef155bf0155bf1.55bf2155bf3155bf4155bf5155bf6155bf",
  refreshToken: "1000.4ef4e584ef4e594ef4e5a4ef4e5b4e.f4e5c4ef4e5d4ef4e5e4ef4e5f4ef4e60",
  clientSecret: "c11e271c11e272c11e273c11e274c11e275c11e276",
  grantCode: "1000.c0de01c0de02c0de03c0de04c0de05.c0de06c0de07c0de08c0de09c0de0ac0",
} as const

const reversed = (text: string): string => Array.from(text).toReversed().join("")

const pieces = (text: string, length: number): ReadonlyArray<string> =>
  text.match(new RegExp(`.{1,${length}}`, "g")) ?? []

/** How secrets are written in which somebody would hide them from a search. */
const turned = [
  reversed,
  (text: string) => pieces(text, 8).map(reversed).join(""),
  (text: string) => pieces(text, 8).toReversed().join(""),
]

/** Parts of a text that say enough of it: three tenths, beginning anywhere. */
const partsOf = (text: string): ReadonlyArray<string> => {
  const length = Math.ceil(text.length * 0.3)
  return Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length)).filter(
    (_, at) => at % 4 === 0,
  )
}

/** Every way in which a secret is looked for. */
export const waysToWrite = [...spellings.map(({ of }) => of), ...turned]

const traces = Object.entries(sentinels).map(([name, secret]) => ({
  name,
  parts: [...new Set(waysToWrite.flatMap((write) => partsOf(write(secret))))],
}))

/** Something that the program wrote, and where. */
export interface Written {
  readonly where: string
  readonly text: string
}

/** Finds the sentinels in what was written. */
export const leaksIn = (written: ReadonlyArray<Written>): ReadonlyArray<string> =>
  written.flatMap(({ text, where }) =>
    traces
      .filter(({ parts }) => parts.some((part) => text.includes(part)))
      .map(({ name, parts }) => `${name} in ${where}, as ${parts.find((part) => text.includes(part))}`),
  )

/** Files that are there to hold secrets. */
const holdsSecrets = ["profiles.json", "tokens.json"]

/** Everything in a folder but what is there to hold secrets, with the names. */
export const filesIn = (folder: string): ReadonlyArray<Written> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !holdsSecrets.includes(basename(name)))
    .flatMap((name) => [
      { where: "the name of a file", text: name },
      ...(statSync(join(folder, name)).isFile()
        ? [{ where: `the file ${name}`, text: readFileSync(join(folder, name), "latin1") }]
        : []),
    ])
