import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"

/** A duration, encoded in milliseconds. Effect's schema of that name would bring four more encodings into every bundle. */
export const DurationFromMillis: Schema.Codec<Duration.Duration, number> = Schema.Number.pipe(
  Schema.decodeTo(Schema.declare(Duration.isDuration), SchemaTransformation.durationFromMillis),
)
