// Is this comment one of our own marks? They say which tool a part of a template is written for, hold no words of a writer, and are not printed.

const mark = /^<!-- (?:tool [a-z]+\/[a-z-]+: [a-z0-9-]+|\/tool|for [a-z]+: [a-z0-9, -]+) -->$/

/** Any other comment is shown as it was typed: what was published hides nothing. */
export function isMark(html: string): boolean {
  return mark.test(html.trim())
}
