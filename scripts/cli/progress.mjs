import { SingleBar } from 'cli-progress';

/** @typedef {import('../../web/engine/train.js').Progress} Progress */

const LINE_EVERY = 5;
/** Seconds between lines even where epochs are shorter. */
const PAUSE = 0.2;
const BAR_WIDTH = 24;

/**
 * Shows how far the training is: a bar on a terminal, otherwise a line every five seconds and whenever an epoch ends.
 *
 * @param {{ quiet: boolean, unit: string }} options `quiet` keeps the lines off standard output, which is to hold the
 *   result only; `unit` is what is trained on
 * @returns {{ update: (progress: Progress) => void, stop: () => void }}
 */
export function showProgress({ quiet, unit }) {
  if (process.stderr.isTTY) return showBar(unit);
  const print = quiet ? console.error : console.log;
  let epochs = 0;
  let shown = 0;
  return {
    update(progress) {
      const done = Math.floor((progress.step / progress.steps) * progress.epochs);
      const wait = done === epochs ? LINE_EVERY : PAUSE;
      if (progress.step < progress.steps && progress.seconds < shown + wait) return;
      epochs = done;
      shown = progress.seconds;
      print(describe(progress, unit));
    },
    stop() {},
  };
}

/** @param {string} unit */
function showBar(unit) {
  const bar = new SingleBar({
    // Ctrl-C is the command's to handle.
    gracefulExit: false,
    hideCursor: true,
    stream: process.stderr,
    format: (_options, { progress }, { text }) => {
      const room = (process.stderr.columns || 80) - text.length - 2;
      const width = Math.min(Math.max(room, 0), BAR_WIDTH);
      return `${'█'.repeat(Math.round(progress * width)).padEnd(width, '░')}  ${text}`;
    },
  });
  return {
    /** @param {Progress} state */
    update(state) {
      const payload = { text: describe(state, unit) };
      if (bar.isActive) bar.update(state.step, payload);
      else bar.start(state.steps, state.step, payload);
    },
    stop: () => bar.stop(),
  };
}

/** @param {Progress} progress @param {string} unit */
function describe({ epochs, step, steps, loss, testAccuracy, imagesPerSecond, seconds }, unit) {
  const left = step > 0 && step < steps ? (seconds / step) * (steps - step) : 0;
  const parts = [
    `epoch ${Math.max(1, Math.ceil((step / steps) * epochs))}/${epochs}`,
    Number.isNaN(loss) ? '' : `loss ${loss.toFixed(4)}`,
    testAccuracy === null ? '' : `accuracy ${percent(testAccuracy)}`,
    `${count(imagesPerSecond)} ${unit}/s`,
    left > 0 ? `${duration(left)} left` : '',
  ];
  return parts.filter(Boolean).join('  ');
}

/** @param {number} share 0 to 1 */
export function percent(share) {
  return `${(share * 100).toFixed(2)} %`;
}

/** @param {number} value */
export function count(value) {
  return Math.round(value).toLocaleString('en-GB');
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
