/**
 * What reads the archives that we upload, beside ourselves: Java's `ZipInputStream`, Info-ZIP and Python.
 */
import { run } from "./command.ts"
import { installCommand, installFromDebian } from "./debian.ts"

/** A program, how it says that it is there, and Debian's package of it. */
const readers = [
  { program: "javac", args: ["-version"], debian: "default-jdk-headless" },
  { program: "unzip", args: ["-v"], debian: "unzip" },
  { program: "python3", args: ["--version"], debian: "python3" },
]

const missingPackages = async (): Promise<ReadonlyArray<string>> => {
  const missing: Array<string> = []
  for (const { args, debian, program } of readers) {
    if ((await run(program, args)).code !== 0) missing.push(debian)
  }
  return missing
}

/** Installs the readers that are not there; says what is to be installed if some are missing afterwards. */
export const installZipReaders = async (): Promise<string | undefined> => {
  const missing = await missingPackages()
  if (missing.length === 0) return undefined
  await installFromDebian(missing)
  const still = await missingPackages()
  return still.length === 0 ? undefined : `Archives cannot be read by others: run \`${installCommand(still)}\` as root`
}
