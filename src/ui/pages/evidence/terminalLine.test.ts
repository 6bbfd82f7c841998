// The line for a terminal.
import { expect, test } from 'vitest'
import { fileLine, runLine } from './terminalLine.ts'

const place = { incident: 'INC-12', server: 'https://tickmark.example.com', step: '' }

test('the line names the incident and the server, and the command stands as it was typed', () => {
  expect(runLine(place, 'last -F')).toBe('tickmark evidence add --incident INC-12 --server https://tickmark.example.com -- last -F')
})

test('the step is named where one was chosen', () => {
  expect(fileLine({ ...place, step: '3' })).toBe(
    'tickmark evidence add --incident INC-12 --server https://tickmark.example.com --step 3 --file ./access.log',
  )
})
