/** To be done when a test is over. */
export type AfterTest = () => unknown

/** What a test is given. */
export interface TestContext {
  readonly signal: AbortSignal
  readonly onTestFinished: (after: AfterTest) => void
}

/** A test that can be run. */
export interface Kept {
  readonly title: string
  readonly run: (context: TestContext) => Promise<void>
}
