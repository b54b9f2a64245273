/** What a host is told, as a schema: the page itself uses its types alone, and tests all of it. */
import * as v from 'valibot';
import { message } from './protocol.js';

/** @typedef {v.InferOutput<typeof answer>} Answer */

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const text = v.string();
const fingerprint = v.pipe(text, v.regex(/^[0-9a-f]{16}$/));

const figures = {
  phase: v.picklist(
    /** @satisfies {import('../../worker/protocol.js').Phase[]} */ ([
      'loading',
      'ready',
      'running',
      'waiting',
      'paused',
      'finished',
      'reached',
      'nonfinite',
    ]),
  ),
  steps: count,
  epoch: v.pipe(v.number(), v.minValue(0)),
  trainLoss: v.nullable(v.number()),
  testLoss: v.nullable(v.number()),
  testAccuracy: v.nullable(share),
};
const verdict = { title: v.nullable(text), met: v.boolean(), score: share };
const state = {
  ...figures,
  experiment: v.record(text, v.unknown()),
  link: text,
  parameters: count,
  fingerprint: v.nullable(fingerprint),
  claim: v.nullable(
    v.strictObject({
      steps: count,
      testAccuracy: v.nullable(share),
      fingerprint,
      checkpoints: v.optional(v.array(text)),
    }),
  ),
  claimLink: v.nullable(text),
  goals: v.array(v.strictObject(verdict)),
};

/** What a host is told. */
export const answer = v.variant('type', [
  message('ready', {}),
  message('state', state),
  message('progress', figures),
  message('done', state),
  message('goal', { index: count, ...verdict }),
  message('error', {
    code: text,
    message: text,
    problems: v.optional(v.array(v.strictObject({ path: text, message: text }))),
  }),
  message('resize', { height: count }),
]);
