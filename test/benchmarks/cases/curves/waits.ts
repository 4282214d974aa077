/** So many jobs are waited for at once: each was looked at once, and sleeps until its next look. Per job. */
import process from "node:process"
import { heapOfWaits } from "../../heapOfWaits.ts"
import { peakMib, size, tellPoint } from "./tellPoint.ts"

const point = await heapOfWaits(size)
tellPoint({ ...point, peakMib: peakMib() })
process.exit()
