// The page of a SCORM 1.2 package: Strata in a frame beside it, and what its goals come to reported around it.
import wrapper from '@szenadam/scorm-api-wrapper';
import { Report } from './report.js';
import { language, words } from './words.js';

/**
 * What is used of a message of Strata's (`web/embed/README.md`).
 *
 * @typedef {{ id?: string, phase: string, steps: number, link: string, experiment: { goals?: unknown }, goals: import('./report.js').Verdict[] }} Figures
 * @typedef {Figures & { type: 'state' | 'done' }} State
 * @typedef {State | { type: 'ready' | 'goal' } | { type: 'error', id?: string }} Told
 */

const inside = document.getElementById('package')?.textContent;
/** What the package was made with; in none, what the address says. @type {string} */
const link = inside ? JSON.parse(inside).link : location.hash;
const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
const line = /** @type {HTMLElement} */ (document.querySelector('[role=status]'));
const api = new wrapper.default(false);
// A system may have that of SCORM 2004 beside it.
api.scormVersion = '1.2';
// What was left is wanted at the next visit, also after everything has been passed.
api.handleExitMode = false;
const report = new Report(api, () => performance.now());
/** Milliseconds between two looks at the network. */
const INTERVAL = 2000;
/** Of the package, as JSON, once they are known. @type {string | null} */
let goals = null;

/** @param {Record<string, unknown>} message */
function say(message) {
  frame.contentWindow?.postMessage({ strata: 1, ...message }, '*');
}

/** @param {Told} told */
function hear(told) {
  if (told.type === 'ready') say({ id: 'first', type: 'getState' });
  else if (told.type === 'goal') say({ type: 'getState', id: 'goals' });
  else if (told.type === 'state' || told.type === 'done') take(told);
  // What was left does not open any more.
  else if (told.type === 'error' && told.id === 'left') say({ type: 'setState', experiment: link });
}

/** @param {State} state */
function take(state) {
  if (state.id === 'first' && goals === null) {
    goals = goalsOf(state);
    const { left } = report;
    if (left && left !== hashOf(state.link))
      return say({ id: 'left', type: 'setState', experiment: left });
  }
  // Another package may have left it, or a lesson has been opened.
  if (goalsOf(state) !== goals) {
    if (state.id === 'left') say({ type: 'setState', experiment: link });
    return;
  }
  // An edit that has led to no network, such as one too large, is not to come again at each visit.
  if (state.phase !== 'loading') report.leave(hashOf(state.link));
  // Chance alone has some answers right.
  if (state.goals.length > 0 && state.steps > 0) report.take(state.goals);
  else if (state.goals.length === 0 && state.type === 'done') report.complete();
  show();
}

/** @param {State} state */
function goalsOf({ experiment }) {
  return JSON.stringify(experiment.goals ?? []);
}

/** @param {string} address */
function hashOf(address) {
  return address.slice(address.indexOf('#'));
}

function show() {
  const score = report.best.toLocaleString(language);
  /** @type {string} */
  let text;
  if (!report.heard) text = words.alone;
  else if (!report.kept) text = words.lost;
  else if (report.passed) text = words.passed(score);
  else if (report.completed) text = words.completed;
  else text = goals === '[]' ? words.nothing : words.reported(score);
  if (report.heard && !report.fits) text += ` ${words.large}`;
  if (line.textContent !== text) line.textContent = text;
}

addEventListener('message', ({ source, data }) => {
  if (source === frame.contentWindow && data?.strata === 1) hear(data);
});
// What has been paused or stepped to counts too, and nothing else tells of it.
setInterval(() => goals !== null && say({ id: 'now', type: 'getState' }), INTERVAL);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') report.commit();
});
addEventListener('pagehide', () => report.end());
// The visit has ended: another begins.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
document.documentElement.lang = language;
// Other data, fewer classes of them, or a lesson would be another task.
frame.src = `strata.html${link || '#'}&hide=lessons&lock=goals,data`;
show();
