// Which documents answer a criterion, and why.
import { expect, test } from 'vitest'
import { frameworkCatalogue } from '../../../test/support/frameworkCatalogue.ts'
import { type AnsweringDocument, documentsAnswering } from './answering.ts'
import { findCriterion } from './framework.ts'

const catalogue = frameworkCatalogue()
const policy: AnsweringDocument = { kind: 'policy', documentId: 'incident-response', appliesTo: ['SOC2:cc7.4', 'iso27001:A.5.1'] }
const named: AnsweringDocument = { kind: 'runbook', documentId: 'leaked-key', appliesTo: ['soc2:CC7.4'] }
const runbook: AnsweringDocument = { kind: 'runbook', documentId: 'lost-laptop', appliesTo: [] }

function answersOf(id: string) {
  const criterion = findCriterion(catalogue, id)
  if (criterion === undefined) throw new Error(`no ${id}`)
  return documentsAnswering(catalogue, criterion, [runbook, named, policy]).map(
    ({ document, because, by }) => `${document.documentId} ${because}${by === null ? '' : ` ${by}`}`,
  )
}

test('a criterion is answered by what names it first, then by any runbook where it asks how incidents are handled', () => {
  expect(answersOf('soc2:CC7.4')).toEqual(['leaked-key named', 'incident-response named', 'lost-laptop kind'])
})
test('a policy answers what the crosswalk puts beside the criterion that it names, and says which', () => {
  expect(answersOf('iso27001:A.5.24')).toEqual(['incident-response beside soc2:CC7.4', 'lost-laptop kind', 'leaked-key kind'])
})
test('a criterion that no document is asked for is answered by none', () => {
  expect(answersOf('soc2:CC7.1')).toEqual([])
})
test('a clause is not the control of the same number', () => {
  expect(answersOf('iso27001:5.1')).toEqual([])
  expect(answersOf('iso27001:A.5.1')).toEqual(['incident-response named'])
})
