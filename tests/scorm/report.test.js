import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Report, timeOf } from '../../web/scorm/report.js';

/** A system that keeps what it is told. @param {Record<string, string>} [kept] by earlier visits @param {boolean} [there] */
function system(kept = {}, there = true) {
  const api = {
    kept,
    calls: /** @type {string[]} */ ([]),
    initialize: () => there,
    terminate: () => api.calls.push('terminate') > 0,
    dataGet: (/** @type {string} */ element) => api.kept[element] ?? '',
    dataSet(/** @type {string} */ element, /** @type {string} */ value) {
      api.calls.push(element);
      api.kept[element] = value;
      return true;
    },
    save: () => api.calls.push('save') > 0,
  };
  return api;
}

const verdicts = (/** @type {[boolean, number][]} */ ...list) =>
  list.map(([met, score]) => ({ met, score }));

test('the score is the mean of the goals, and never falls', () => {
  const api = system();
  const report = new Report(api, () => 0);
  report.take(verdicts([true, 1], [false, 0.5]));
  assert.equal(api.kept['cmi.core.score.raw'], '75');
  assert.equal(api.kept['cmi.core.lesson_status'], 'incomplete');
  report.take(verdicts([true, 1], [false, 0.25]));
  assert.equal(api.kept['cmi.core.score.raw'], '75');
  report.take(verdicts([true, 1], [true, 1]));
  assert.equal(api.kept['cmi.core.score.raw'], '100');
  assert.equal(api.kept['cmi.core.lesson_status'], 'passed');
  const { length } = api.calls;
  report.take(verdicts([false, 0], [false, 0]));
  assert.equal(api.calls.length, length, 'nothing more is told');
});

test('nearly met is not rounded up to the whole', () => {
  const api = system();
  new Report(api, () => 0).take(verdicts([false, 0.99999]));
  assert.equal(api.kept['cmi.core.score.raw'], '99.99');
});

test('what an earlier visit came to stays', () => {
  const api = system({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100' });
  const report = new Report(api, () => 0);
  assert.deepEqual([report.passed, report.best], [true, 100]);
  report.take(verdicts([false, 0.1]));
  report.complete();
  assert.equal(api.kept['cmi.core.lesson_status'], 'passed');
  assert.deepEqual(api.calls, ['cmi.core.exit']);
});

test('a link is left for the next visit, if there is room for it', () => {
  const api = system();
  const report = new Report(api, () => 0);
  const longest = `#e=1${'a'.repeat(4092)}`;
  report.leave(longest);
  assert.deepEqual([report.left, report.fits], [longest, true]);
  report.leave(`${longest}a`);
  assert.deepEqual([report.left, report.fits], ['', false], 'another network would come back');
  report.leave('#e=1abc');
  assert.deepEqual([report.left, report.fits], ['#e=1abc', true]);
});

test('what is left is committed now and then, and before the page may be closed', () => {
  const api = system();
  let now = 0;
  const report = new Report(api, () => now);
  const commits = () => api.calls.filter((call) => call === 'save').length;
  for (const seed of [1, 2, 3]) report.leave(`#e=1${seed}`);
  assert.equal(commits(), 1);
  now = 10_000;
  report.leave('#e=14');
  assert.equal(commits(), 2);
  report.leave('#e=15');
  report.commit();
  assert.equal(commits(), 3);
  assert.equal(api.kept['cmi.core.session_time'], '0000:00:10.00');
  report.end();
  report.commit();
  assert.equal(commits(), 3);
});

test('what the system does not take is not said to be reported', () => {
  const api = system();
  const report = new Report(api, () => 0);
  api.save = () => false;
  report.take(verdicts([false, 0.5]));
  assert.equal(report.kept, false);
  api.save = () => true;
  const { dataSet } = api;
  api.dataSet = () => false;
  report.take(verdicts([false, 0.6]));
  assert.equal(report.kept, false);
  api.dataSet = dataSet;
  report.take(verdicts([false, 0.7]));
  assert.equal(report.kept, true);
});

test('a page that may not look around itself is one around which no system is', () => {
  const api = system();
  api.initialize = () => {
    throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError');
  };
  assert.equal(new Report(api, () => 0).heard, false);
});

test('a visit ends once, with its time', () => {
  const api = system();
  let now = 1000;
  const report = new Report(api, () => now);
  now += 3_723_450;
  report.end();
  report.end();
  assert.equal(api.kept['cmi.core.session_time'], '0001:02:03.45');
  assert.equal(api.kept['cmi.core.exit'], 'suspend');
  assert.equal(api.calls.filter((call) => call === 'terminate').length, 1);
});

test('where no system listens, nothing is told', () => {
  const api = system({}, false);
  const report = new Report(api, () => 0);
  report.take(verdicts([true, 1]));
  report.complete();
  report.leave('#e=1abc');
  report.end();
  assert.deepEqual(api.calls, []);
  assert.equal(report.heard, false);
});

test('times have the form that SCORM 1.2 wants', () => {
  assert.equal(timeOf(0), '0000:00:00.00');
  assert.equal(timeOf(59_999), '0000:00:59.99');
  assert.equal(timeOf(1e12), '9999:59:59.99');
});
