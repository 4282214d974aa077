/**
 * Programs of others that tests run: what reads the archives that we upload and the databases that we write, the shells that complete our words, what
 * counts instructions, and the keyring of a desktop.
 */
import { run } from "./command.ts"
import { installCommand, installFromDebian } from "./debian.ts"

/** A program, how it says that it is there, and Debian's package of it. */
const programs = [
  { program: "javac", args: ["-version"], debian: "default-jdk-headless" },
  { program: "curl", args: ["--version"], debian: "curl" },
  { program: "unzip", args: ["-v"], debian: "unzip" },
  { program: "zip", args: ["-v"], debian: "zip" },
  { program: "python3", args: ["--version"], debian: "python3" },
  { program: "/usr/bin/python3", args: ["-c", "import yaml"], debian: "python3-yaml" },
  { program: "bash", args: ["--version"], debian: "bash" },
  { program: "zsh", args: ["--version"], debian: "zsh" },
  { program: "fish", args: ["--version"], debian: "fish" },
  { program: "mandoc", args: ["-T", "ascii", "/dev/null"], debian: "mandoc" },
  { program: "sqlite3", args: ["--version"], debian: "sqlite3" },
  { program: "valgrind", args: ["--version"], debian: "valgrind" },
  { program: "sh", args: ["-c", "command -v secret-tool"], debian: "libsecret-tools" },
  { program: "gnome-keyring-daemon", args: ["--version"], debian: "gnome-keyring" },
  { program: "dbus-run-session", args: ["--version"], debian: "dbus-daemon" },
]

const missingPackages = async (): Promise<ReadonlyArray<string>> => {
  const missing: Array<string> = []
  for (const { args, debian, program } of programs) {
    if ((await run(program, args)).code !== 0) missing.push(debian)
  }
  return missing
}

/** Installs the programs that are not there; says what is to be installed if some are missing afterwards. */
export const installDebianPrograms = async (): Promise<string | undefined> => {
  const missing = await missingPackages()
  if (missing.length === 0) return undefined
  await installFromDebian(missing)
  const still = await missingPackages()
  return still.length === 0
    ? undefined
    : `Programs that tests run are missing: run \`${installCommand(still)}\` as root`
}
