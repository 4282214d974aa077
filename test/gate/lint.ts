/**
 * Checks every TypeScript file against the rules of `oxlint.config.ts`: purity and directions of the core among them.
 *
 * What a rule cannot see follows: circles of types, tables that have gone stale, and a map that leads astray.
 */
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { faultsOfArrows } from "./arrows.ts"
import { run } from "./command.ts"
import { unstableModulesOfEffect } from "./effectModules.ts"
import { importsByFile } from "./imports.ts"
import { faultsOfMap, mapFile } from "./map.ts"
import { faultsOfOutsideValues } from "./outsideValues.ts"
import { packageSources } from "./sources.ts"
import { faultsOfRooms, faultsOfUnstableModules } from "./tables.ts"
import { root, sourceFiles, typeScriptFiles } from "./tree.ts"
import { type Finding, report, unseen } from "./verdict.ts"

// Left to itself, oxlint picks how it words a complaint by who seems to read it: a person, a CI service, a program.
const config = ["-c", "oxlint.config.ts", "--format=default"]
const expected = typeScriptFiles()

const checkWithOxlint = async (): Promise<Finding> => {
  const [listed, linted] = await Promise.all([
    run("oxlint", [...config, "--debug=files", "."]),
    run("oxlint", [...config, "--deny-warnings", "."]),
  ])
  const files = listed.output.split("\n").filter((line) => line !== "")
  const seen = Number(/ on (\d+) files? /.exec(linted.output)?.[1] ?? 0)
  return {
    what: "oxlint",
    seen,
    faults: [
      ...(linted.code === 0 ? [] : [linted.output.trim()]),
      ...(seen === files.length ? [] : [`oxlint was to look at ${files.length} files and looked at ${seen}`]),
      ...unseen("oxlint", expected, files, 'look at "ignorePatterns" in oxlint.config.ts'),
    ],
  }
}

const directive = /\b(?:ox|es)lint-disable(?:-next-line|-line)?\b(?<rules>.*)/g

/** A comment may excuse a line from a rule that it names, but not from purity, directions and cycles. */
const checkForExemptions = (): Finding => {
  const faults = expected.flatMap((file) =>
    [...readFileSync(resolve(root, file), "utf8").matchAll(directive)]
      .map(({ groups }) => groups?.["rules"]?.split(/--|\*\//, 1)[0]?.trim() ?? "")
      .filter((rules) => rules === "" || /no-restricted|no-cycle/.test(rules))
      .map(
        (rules) => `${file}: no comment may switch off ${rules || "all rules"}; change oxlint.config.ts if it is wrong`,
      ),
  )
  return { what: "comments that switch rules off", seen: expected.length, faults }
}

const sources = packageSources()

const checkArrows = (): Finding => ({ what: "arrows", seen: sources.size, faults: faultsOfArrows(sources) })

const checkTables = (): Finding => ({
  what: "tables of rooms",
  seen: sources.size,
  faults: [
    ...faultsOfRooms(sourceFiles()),
    ...faultsOfUnstableModules(importsByFile(sources), unstableModulesOfEffect()),
  ],
})

const checkOutsideValues = (): Finding => ({ what: "values from outside", ...faultsOfOutsideValues() })

const checkMap = (): Finding => ({
  what: mapFile,
  seen: sources.size,
  faults: faultsOfMap(readFileSync(resolve(root, mapFile), "utf8"), sources, sourceFiles()),
})

report("lint", [
  await checkWithOxlint(),
  checkForExemptions(),
  checkArrows(),
  checkTables(),
  checkOutsideValues(),
  checkMap(),
])
