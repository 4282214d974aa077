/**
 * What a door of a package lets out, as a text to be compared and read.
 */
import { type Declarations, type Declared, type Place, readDeclarations } from "./readDeclarations.ts"

const keyOf = ({ file, name }: Place): string => `${file} ${name}`

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0

const hiddenHeading = "Named by these, and behind no door"

const heading = (text: string, line: string): string => `${text}\n${line.repeat(text.length)}`

/** Reads the doors of a package, given the files of all of them: what one lets out, another need not. */
export const doorReader = (doors: ReadonlyArray<string>) => {
  const files = new Map<string, Declarations>()
  const read = (file: string): Declarations => {
    const found = files.get(file) ?? readDeclarations(file)
    files.set(file, found)
    return found
  }

  /** All that a file lets out, each with the place where it is declared. */
  const exportsOf = (file: string): ReadonlyMap<string, Place> => {
    const { everythingOf, exported } = read(file)
    return new Map([
      ...everythingOf.flatMap((each) => [...exportsOf(each)]),
      ...[...exported].map(([name, place]) => [name, origin(place)] as const),
    ])
  }

  const origin = (place: Place): Place => {
    if (place.name === "*") return place
    const { declared, imported } = read(place.file)
    if (declared.has(place.name)) return place
    const further = imported.get(place.name) ?? exportsOf(place.file).get(place.name)
    return further === undefined ? place : origin(further)
  }

  const declaredAt = ({ file, name }: Place): ReadonlyArray<Declared> => read(file).declared.get(name) ?? []

  /** The places that the declarations at a place name. */
  const namedAt = (place: Place): ReadonlyArray<Place> => {
    const { declared, imported } = read(place.file)
    return declaredAt(place).flatMap(({ mentions, places }) => [
      ...places.map(origin),
      ...[...mentions].flatMap((name) => {
        if (declared.has(name)) return [{ file: place.file, name }]
        const from = imported.get(name)
        return from === undefined || from.name === "*" ? [] : [origin(from)]
      }),
    ])
  }

  /** A class that extends what a call gives has that declared beside it. */
  const baseOf = ({ file, name }: Place): Place => ({ file, name: `${name}_base` })

  /** What is let out, those behind namespaces included. */
  const reachable = (exported: ReadonlyMap<string, Place>): ReadonlySet<string> =>
    new Set(
      [...exported.values()].flatMap((place) =>
        place.name === "*" ? [...reachable(exportsOf(place.file))] : [keyOf(place)],
      ),
    )

  /** What is named by what is let out, and not let out itself. */
  const hidden = (exported: ReadonlyMap<string, Place>): ReadonlyMap<string, Place> => {
    const known = new Set(doors.flatMap((door) => [...reachable(exportsOf(door))]))
    const found = new Map<string, Place>()
    const visit = (place: Place): void => {
      for (const named of namedAt(place)) {
        if (known.has(keyOf(named)) || declaredAt(named).length === 0) continue
        known.add(keyOf(named))
        if (!named.name.endsWith("_base")) found.set(`${named.name} ${named.file}`, named)
        visit(named)
      }
    }
    for (const place of exported.values()) visit(place)
    return found
  }

  const namesIn = (file: string): ReadonlyArray<string> => [...exportsOf(file).keys()].toSorted()

  const textOf = (place: Place, name: string): string => {
    if (place.name === "*") return [`namespace ${name}:`, ...namesIn(place.file).map((each) => `  ${each}`)].join("\n")
    const texts = [baseOf(place), place].flatMap(declaredAt).map(({ text }) => text)
    return [...(name === place.name ? [] : [`${name} is:`]), ...texts].join("\n")
  }

  /** Describes the door that a file of declarations is. */
  return (door: string, file: string): string => {
    const exported = exportsOf(file)
    const sections = [...exported].toSorted(byName).map(([name, place]) => textOf(place, name))
    const within = [...hidden(exported)].toSorted(byName).map(([, place]) => textOf(place, place.name))
    const parts = within.length === 0 ? sections : [...sections, heading(hiddenHeading, "-"), ...within]
    return `${[heading(door, "="), ...parts].join("\n\n")}\n`
  }
}
