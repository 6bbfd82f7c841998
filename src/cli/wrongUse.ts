// A command was typed as it cannot be meant: says what is missing, where more is said, and answers the exit code for that.

export function wrongUse(command: string, sentence: string): number {
  console.error(`${sentence}\n\n\`tickmark help ${command}\` says more.`)
  return 2
}

/** It was meant well and could not be done. */
export function notDone(error: unknown): number {
  console.error(error instanceof Error ? error.message : String(error))
  return 2
}
