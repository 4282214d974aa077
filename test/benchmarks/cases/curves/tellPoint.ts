import { readFileSync } from "node:fs"
import process from "node:process"
import type { Point } from "../../curves/Curve.ts"

/** The peak of this process alone, in MiB: Linux counts it anew when a program starts. */
export const peakMib = (): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1_024

/** How much the point is that was asked for. */
export const size = Number(process.argv[2])

/** CPU time of this process so far, in microseconds. */
export const cpuMicros = (): number => {
  const { system, user } = process.cpuUsage()
  return system + user
}

/** Prints a point of a curve, as one line of JSON. */
export const tellPoint = (point: Omit<Point, "size">): void => console.log(JSON.stringify({ size, ...point }))
