/**
 * Finds circles in what leads to what.
 */

/** Where one can go from each place. */
export type Graph = ReadonlyMap<string, Iterable<string>>

/** A way through places, from each to the next. */
type Way = ReadonlyArray<string>

/** Goes everywhere that a place leads to; says of each place from where it was first met, by a shortest way. */
const explore = (graph: Graph, start: string): ReadonlyMap<string, string> => {
  const metFrom = new Map<string, string>()
  const open = [start]
  for (const place of open) {
    for (const next of graph.get(place) ?? []) {
      if (metFrom.has(next)) continue
      metFrom.set(next, place)
      open.push(next)
    }
  }
  return metFrom
}

const wayBack = (metFrom: ReadonlyMap<string, string>, start: string): Way => {
  const way = [start]
  let place = start
  do {
    place = metFrom.get(place) ?? start
    way.unshift(place)
  } while (place !== start)
  return way
}

/** Lists a shortest circle, such as `a`, `b`, `a`, of each knot: of all places that lead to each other. */
export const circlesIn = (graph: Graph): ReadonlyArray<Way> => {
  const places = [...graph.keys()].toSorted()
  const explored = new Map(places.map((place) => [place, explore(graph, place)]))
  const leadsTo = (one: string, other: string): boolean => explored.get(one)?.has(other) === true
  const inCircles = places.filter((place) => leadsTo(place, place))
  const knots = Object.groupBy(
    inCircles,
    (place) => inCircles.find((first) => leadsTo(first, place) && leadsTo(place, first)) ?? place,
  )
  return Object.values(knots).map((knot = []) => {
    const ways = knot.map((place) => wayBack(explored.get(place) ?? new Map(), place))
    return ways.reduce((shortest, way) => (way.length < shortest.length ? way : shortest))
  })
}
