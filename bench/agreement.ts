// How far do two readers agree? Accuracy, macro-F1, Cohen's kappa and the confusion matrix of pairs of labels.

/** What the expert says, and what the linter says. */
export type Pair = readonly [expected: string, actual: string]

export type Agreement = { count: number; accuracy: number; macroF1: number; kappa: number; matrix: string }

export function agreementOf(pairs: readonly Pair[], order: readonly string[]): Agreement {
  const classes = order.filter((name) => pairs.some(([expected, actual]) => expected === name || actual === name))
  const count = pairs.length
  const cell = (expected: string, actual: string) => pairs.filter((pair) => pair[0] === expected && pair[1] === actual).length
  const agreed = pairs.filter(([expected, actual]) => expected === actual).length / Math.max(1, count)
  const byChance = classes.reduce((sum, name) => sum + (sideOf(pairs, 0, name) * sideOf(pairs, 1, name)) / Math.max(1, count * count), 0)
  const scores = classes.map((name) => {
    const hits = cell(name, name)
    const sides = sideOf(pairs, 0, name) + sideOf(pairs, 1, name)
    return sides === 0 ? 0 : (2 * hits) / sides
  })
  return {
    count,
    accuracy: agreed,
    macroF1: scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length),
    // Where both only ever say one thing, chance explains everything: they agree, and nothing is known.
    kappa: byChance >= 1 ? 1 : (agreed - byChance) / (1 - byChance),
    matrix: printMatrix(classes, cell),
  }
}

function sideOf(pairs: readonly Pair[], side: 0 | 1, name: string): number {
  return pairs.filter((pair) => pair[side] === name).length
}

function printMatrix(classes: readonly string[], cell: (expected: string, actual: string) => number): string {
  const width = Math.max(10, ...classes.map((name) => name.length))
  const head = `    ${'expert \\ linter'.padEnd(22)}${classes.map((name) => name.padStart(width + 2)).join('')}`
  const rows = classes.map(
    (expected) => `    ${expected.padEnd(22)}${classes.map((actual) => String(cell(expected, actual)).padStart(width + 2)).join('')}`,
  )
  return [head, ...rows].join('\n')
}
