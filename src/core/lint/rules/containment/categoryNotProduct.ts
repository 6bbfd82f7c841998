// containment/category-not-product: a kind of tool where a product should stand.
import { isConcrete } from '../../judge/overall.ts'
import { spanOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const categoryNotProduct: Rule = {
  id: 'containment/category-not-product',
  element: 'containment',
  level: 'warning',
  title: 'A kind of tool instead of the tool',
  explanation:
    '“The SIEM”, “the EDR”, “the ticketing system” are known by another name to whoever has to open them. Name the product, and the page or query in it.',
  bad: '# Malware runbook\n\n1. Isolate the laptop with the EDR.\n',
  good: '# Malware runbook\n\n1. Isolate the laptop: Defender for Endpoint > Devices > the laptop > Isolate device.\n',
  find({ text }): RuleFinding[] {
    return text.reads.flatMap((read) => {
      const [first] = read.categories
      if (first === undefined || read.verbs.length === 0 || isConcrete(read) || read.unit.kind === 'html') return []
      const { quote, ...place } = spanOf(read, first.start, first.end)
      return [
        {
          ...place,
          message: `${quote} is a kind of tool: whoever was just woken has to find out which one that is here, and where in it.`,
          suggestion: `For instance: ${first.value.name}`,
        },
      ]
    })
  },
}
