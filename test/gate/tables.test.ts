import { describe, expect, it } from "vitest"
import { unstableModulesOfEffect } from "./effectModules.ts"
import { type Import, importsByFile } from "./imports.ts"
import { packageSources } from "./sources.ts"
import { faultsOfRooms, faultsOfUnstableModules } from "./tables.ts"
import { sourceFiles } from "./tree.ts"

describe("the table of rooms", () => {
  it("has the rooms that there are", () => {
    expect(faultsOfRooms(sourceFiles())).toEqual([])
  })

  it("is at fault where a folder has no row, and where suites lie in a folder of another name", () => {
    const planted = ["packages/core/src/helpers/Helper.ts", "test/suites/helpers/Helper.test.ts"]
    expect(faultsOfRooms([...sourceFiles(), ...planted])).toEqual([
      "packages/core/src/helpers is no room yet: say in `rooms` of test/gate/rooms.ts what it may import",
      expect.stringContaining("test/suites/helpers is named after no room"),
    ])
  })

  it("is at fault where a row has no folder", () => {
    const others = sourceFiles().filter((file) => !/^(?:packages\/core\/src|test\/suites)\/callback\//.test(file))
    expect(faultsOfRooms(others)).toEqual(["There is no room callback: take it out of `rooms` in test/gate/rooms.ts"])
  })
})

describe("the table of unstable modules", () => {
  const imports = importsByFile(packageSources())
  const unstable = unstableModulesOfEffect()

  it("is read from what Effect says of itself", () => {
    expect(unstable).toEqual(expect.arrayContaining(["effect/Path", "effect/http", "effect/http/HttpClient"]))
    expect(unstable).toEqual(expect.arrayContaining(["effect/encoding", "effect/encoding/Csv", "effect/sql"]))
    for (const stable of ["effect/Effect", "effect/Schema", "effect/encoding/Hex"])
      expect(unstable).not.toContain(stable)
  })

  it("has those who use one", () => {
    expect(faultsOfUnstableModules(imports, unstable)).toEqual([])
  })

  it("is at fault where a room uses one no more, or no more than its types", () => {
    const of = (list: ReadonlyArray<Import>, isType: boolean): ReadonlyArray<Import> =>
      list.map((each) => (each.specifier?.startsWith("effect/crypto/") === true ? { ...each, isType } : each))
    const withTypesAlone = new Map([...imports].map(([file, list]) => [file, of(list, true)]))
    expect(faultsOfUnstableModules(withTypesAlone, unstable)).toContain(
      "auth does not use effect/crypto any more: take it out of `unstableModules` in test/gate/rooms.ts",
    )
  })

  it("is at fault where one has become stable", () => {
    const others = unstable.filter((module) => module !== "effect/Version")
    expect(faultsOfUnstableModules(imports, others)).toEqual([
      "effect/Version is stable by now, or gone: take it out of `unstableModules` in test/gate/rooms.ts",
    ])
  })
})
