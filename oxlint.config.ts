import { defineConfig, type OxlintOverride } from "oxlint"
import {
  deniedByDeno,
  exits,
  exitsOfHelp,
  forbiddenGlobals,
  forbiddenInRunners,
  forbiddenProperties,
  makersOfWords,
  otherExits,
} from "./test/gate/globals.ts"
import {
  ofMainDoor,
  ofMakersOfWords,
  ofRoom,
  ofRunner,
  ofSharedFiles,
  ofUnknownRoom,
  type Restriction,
} from "./test/gate/importRules.ts"
import { rooms, sharedFiles } from "./test/gate/rooms.ts"

const imports = (files: string, patterns: ReadonlyArray<Restriction>): OxlintOverride => ({
  files: [files],
  rules: { "no-restricted-imports": ["error", { patterns: [...patterns] }] },
})

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "promise"],
  categories: { correctness: "error", suspicious: "error" },
  rules: {
    "import/no-cycle": "error",
    "import/no-duplicates": "error",
    "typescript/ban-ts-comment": "error",
    "typescript/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
    "typescript/no-explicit-any": "error",
    eqeqeq: "error",
    // Said by the type checker already, and better.
    "import/namespace": "off",
    "no-unused-vars": "off",
    // Matters of taste, and the taste of Effect is another: `_tag`, functions made where they are used.
    "no-shadow": "off",
    "no-underscore-dangle": "off",
    "unicorn/consistent-function-scoping": "off",
  },
  // A later override replaces the rule of an earlier one: a room that is not in the table may import nothing.
  overrides: [
    {
      files: ["packages/core/src/**"],
      rules: {
        "typescript/consistent-type-imports": "error",
        "no-restricted-globals": ["error", ...forbiddenGlobals],
        "no-restricted-properties": ["error", ...forbiddenProperties, ...deniedByDeno, ...otherExits],
      },
    },
    { files: exits, rules: { "no-restricted-properties": ["error", ...forbiddenProperties, ...deniedByDeno] } },
    {
      files: ["packages/*-runner/src/**"],
      rules: {
        "no-restricted-globals": ["error", ...forbiddenInRunners],
        "no-restricted-properties": ["error", ...otherExits, ...deniedByDeno],
      },
    },
    { files: [exitsOfHelp], rules: { "no-restricted-properties": "off" } },
    imports("packages/core/src/**", ofUnknownRoom),
    imports("packages/core/src/index.ts", ofMainDoor),
    ...Object.keys(rooms).map((room) => imports(`packages/core/src/${room}/**`, ofRoom(room))),
    ...sharedFiles.folders.map((folder) => imports(`packages/core/src/${folder}/**`, ofSharedFiles(folder))),
    ...makersOfWords.map((file) => imports(file, ofMakersOfWords)),
    imports("packages/*-runner/src/**", ofRunner),
    {
      files: ["test/**/*.test.ts"],
      plugins: ["vitest"],
      rules: {
        "vitest/no-commented-out-tests": "error",
        "vitest/no-disabled-tests": "error",
        "vitest/no-focused-tests": "error",
        "vitest/no-identical-title": "error",
        "vitest/expect-expect": "off",
      },
    },
  ],
})
