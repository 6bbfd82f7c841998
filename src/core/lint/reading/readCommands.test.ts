// What is promised of commands: also of a tool that no list has it is known that something is typed, and whether it changes anything.
import { describe, expect, test } from 'vitest'
import { shippedLexicons } from '../../../../test/support/lexicons.ts'
import { readText } from './readText.ts'

const lexicons = shippedLexicons()
const commandsIn = (source: string) =>
  readText(`# T\n\n${source}\n`, lexicons).reads.flatMap(({ commands }) => commands.map(({ value, changes }) => [value, changes]))
const inBlock = (lines: string, language = 'sh') => commandsIn(`\`\`\`${language}\n${lines}\n\`\`\``)

describe('in marks', () => {
  test.each([
    ['acmectl users suspend u-123', true],
    ['php mag queue:restart', true],
    ['php mag queue:status', false],
    ['python rotate_keys.py', true],
    ['supervisorctl restart web', true],
    ['FEATURE_EXPORTS=false', true],
    ['nomad status', false],
    ['API_ENV=prod shipit rollback api', true],
    ['sudo -u postgres psql -c "select 1"', false],
  ])('`%s`', (command, changes) => {
    expect(commandsIn(`- Use \`${command}\` here.`)).toEqual([[command, changes]])
  })
  test.each(['not actionable', 'is set', 'high'])('words are none: `%s`', (words) => {
    expect(commandsIn(`- Label it \`${words}\`.`)).toEqual([])
  })
})

describe('without marks', () => {
  test.each([
    ['Run kubectl rollout undo deployment/api. Then wait.', 'kubectl rollout undo deployment/api', true],
    ['Roll back with shipctl rollback api', 'shipctl rollback api', true],
    ['Run Revoke-MgUserSignInSession for the person', 'Revoke-MgUserSignInSession for the person', true],
    ['Look with systemctl status nginx', 'systemctl status nginx', false],
  ])('%s', (line, command, changes) => {
    expect(commandsIn(`- ${line}`)).toEqual([[command, changes]])
  })
  test.each(['Use kubectl to look.', 'Find a host that is free.', 'Make sure that git knows.', 'Less is more; date it.'])(
    'no command: %s',
    (line) => {
      expect(commandsIn(`- ${line}`)).toEqual([])
    },
  )
})

describe('in a block', () => {
  test('a comment is none, and what root is shown before a command is no comment', () => {
    expect(inBlock('# restart the api\nshipit restart api')).toEqual([['shipit restart api', true]])
    expect(inBlock('# systemctl restart nginx', '')).toEqual([['systemctl restart nginx', true]])
  })
  test.each(['ada@db-1:~$ ', 'PS C:\\Users\\ada> ', 'mysql> ', '$ '])('what a terminal shows before it is no part of it: %s', (prompt) => {
    expect(inBlock(`${prompt}systemctl restart nginx`)).toEqual([['systemctl restart nginx', true]])
  })
  test('a message to send is none', () => {
    expect(inBlock('we are looking into errors of the api.\nnext update at 10:30.', '')).toEqual([])
  })
})
