// The linter in a thread of its own: a text that takes long holds up nobody else, and can be stopped.
import { parentPort } from 'node:worker_threads'
import { holdTogether } from '../../core/consistency/holdTogether.ts'
import { parseYaml } from '../../core/document/located.ts'
import { type LintedDocument, type LintOptions, lintDocument } from '../../core/lint/lintDocument.ts'
import type { ReachedPolicy } from '../../core/lint/reach.ts'
import { promisesIn } from '../../core/policy/locatedPromises.ts'
import type { Answer, LintTask, ResultOf, Scored, ScoreTask, Task } from './lintTask.ts'
import { shippedLexicons } from './shippedLexicons.ts'

function lint({ path, source, kind, today, house, policies, escalations }: LintTask): LintedDocument {
  const options: LintOptions = { lexicons: shippedLexicons(), today }
  const cited = /^policy:\s*["']?([\w.-]{1,100})/m.exec(source)?.[1] ?? /^id:\s*["']?([\w.-]{1,100})/m.exec(source)?.[1]
  const reached = policies
    .filter(({ id }) => id === cited)
    .map(({ id, source: text }): [string, ReachedPolicy] => {
      // A policy that is being written is held against its own promises, not against those in force.
      const own = promisesIn(source)?.id === id ? source : text
      const { elements } = lintDocument(`${id}.md`, own, { ...options, reach: { policies: new Map(), escalations } })
      return [id, { elements, promised: promisesIn(own) }]
    })
  return lintDocument(path, source, {
    ...options,
    ...(kind === null ? {} : { kind }),
    house,
    reach: { policies: new Map(reached), escalations },
    yamlProblems: (yaml) => parseYaml(yaml).problems,
  })
}

function score({ texts, policies, escalations }: ScoreTask): Scored[] {
  const options: LintOptions = { lexicons: shippedLexicons(), today: null }
  const own = { ...options, reach: { policies: new Map(), escalations } }
  const reached = new Map(
    policies.map(({ id, source }): [string, ReachedPolicy] => [
      id,
      { elements: lintDocument(`${id}.md`, source, own).elements, promised: null },
    ]),
  )
  return texts.map(({ path, source, kind, cites }) => {
    const policy = cites === null ? undefined : reached.get(cites)
    const reach = { policies: new Map(cites !== null && policy !== undefined ? [[cites, policy]] : []), escalations }
    const { overall, score: points } = lintDocument(path, source, { ...options, kind, reach })
    return { overall, score: points }
  })
}

function work(task: Task): ResultOf<Task> {
  if (task.what === 'lint') return lint(task)
  return task.what === 'score' ? score(task) : holdTogether(task.documents, task.seen, shippedLexicons())
}

function answer(task: Task): Answer {
  try {
    return { result: work(task) }
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', (task: Task) => parentPort?.postMessage(answer(task)))
