// Is every statement found whole, whatever stands in its texts, bodies and comments?
import { describe, expect, test } from 'vitest'
import { splitStatements } from './splitStatements.ts'

describe('splitStatements', () => {
  test('statements end at a semicolon, the last one also without', () => {
    expect(splitStatements('select 1; select 2')).toEqual(['select 1', 'select 2'])
    expect(splitStatements(' ; ;; ')).toEqual([])
    expect(splitStatements('')).toEqual([])
  })

  test.each([
    [`select ';', 'it''s;'`],
    [`select "a;""b;"`],
    [`select E'\\';', e'\\\\'`],
    [`select 'ends in a backslash\\', 1`],
    ['select $$;$$, $a$;$$;$a$, $äö_1$;$äö_1$'],
    [`create function f() returns void language plpgsql as $$ begin perform ';'; end $$`],
    ['select 1 /* ; /* nested; */ ; */ + 2'],
    ['select 1 -- ; not yet\n + 2'],
    [`select '--;', $1 || $2, a$b$c from t`],
    [`select '/*', ';', '*/'`],
  ])('%s is one statement', (statement) => {
    expect(splitStatements(`${statement}; select 2;`)).toEqual([statement, 'select 2'])
  })

  test('comments stay with the statement after them, and comments alone are none', () => {
    expect(splitStatements('-- first\nselect 1;\n-- second\nselect 2;\n-- the end\n/* really; */\n')).toEqual([
      '-- first\nselect 1',
      '-- second\nselect 2',
    ])
  })

  test.each([[`select 'open`], ['select "open'], ['select $$ open'], ['select /* open']])('%s is an error', (text) => {
    expect(() => splitStatements(text)).toThrow(/is never closed/)
  })
})
