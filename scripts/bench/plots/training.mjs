// Training speed as bars: a panel per workload, the fastest on top.
import { placeTitles } from '../lanes.mjs';
import { machineLine } from '../machine.mjs';
import { formatDigits } from '../table.mjs';
import { drawing, element, line, text } from './svg.mjs';

/** @typedef {import('../contests.mjs').Contest} Contest */
/** @typedef {import('../contests.mjs').Entry} Entry */

const MARGIN = 24;
const HEAD = 64;
const FOOT = 22;
const PANEL = { width: 488, heading: 26, row: 18, gap: 26 };
const BAR = { left: 258, width: 170, height: 11 };
const COLUMNS = 2;

/**
 * @param {Contest[]} contests
 * @param {import('../machine.mjs').Machine} machine
 * @returns {string} an SVG file
 */
export function trainingChart(contests, machine) {
  const most = Math.max(...contests.map(({ entries }) => entries.length));
  const panelHeight = PANEL.heading + most * PANEL.row + PANEL.gap;
  const width = 2 * MARGIN + COLUMNS * PANEL.width;
  const height = HEAD + Math.ceil(contests.length / COLUMNS) * panelHeight + FOOT;
  const panels = contests.map((contest, i) => {
    const x = MARGIN + (i % COLUMNS) * PANEL.width;
    const y = HEAD + Math.floor(i / COLUMNS) * panelHeight;
    return element('g', { transform: `translate(${x} ${y})` }, panel(contest));
  });
  const title = 'Training MNIST on one thread, thousand images a second';
  return drawing({ width, height, title }, [
    text(MARGIN, 34, title, 'title'),
    ...legend(width - MARGIN, 34),
    ...panels,
    text(MARGIN, height - 16, machineLine(machine), 'muted'),
  ]);
}

/** @param {Contest} contest */
function panel({ title, entries }) {
  const ranking = [...entries].sort((a, b) => b.perSecond.median - a.perSecond.median);
  const best = ranking[0]?.perSecond.median ?? 1;
  const bottom = PANEL.heading - 8 + ranking.length * PANEL.row;
  return [
    text(0, 10, title.replace('Training ', ''), 'heading'),
    ...ranking.map((entry, i) => bar(entry, best, PANEL.heading + i * PANEL.row)),
    line([BAR.left, PANEL.heading - 8], [BAR.left, bottom], 'grid'),
  ].join('\n');
}

/**
 * @param {Entry} entry
 * @param {number} best the longest bar's value
 * @param {number} y of the middle
 */
function bar(entry, best, y) {
  const { median } = entry.perSecond;
  const width = Math.max(1, (BAR.width * median) / best);
  const box = { x: BAR.left, y: y - BAR.height / 2, width, height: BAR.height, rx: 1.5 };
  const label = `${entry.title} · ${placeTitles[entry.place]}`;
  return [
    text(BAR.left - 8, y + 4, label, entry.ours ? 'end heading' : 'end'),
    element('rect', { ...box, class: kind(entry) }),
    text(BAR.left + width + 6, y + 4, formatDigits(median / 1000, 2), 'muted'),
  ].join('');
}

/** @param {Entry} entry */
function kind({ ours, lane }) {
  if (!ours) return 'peer';
  return lane.startsWith('strata-fast') ? 'fast' : 'strict';
}

/**
 * @param {number} right
 * @param {number} y
 */
function legend(right, y) {
  const items = /** @type {const} */ ([
    ['strict', 'Strata, strict', 262],
    ['fast', 'Strata, fast', 154],
    ['peer', 'others', 58],
  ]);
  return items.flatMap(([classes, name, offset]) => [
    element('rect', {
      x: right - offset,
      y: y - 10,
      width: 11,
      height: 11,
      rx: 1.5,
      class: classes,
    }),
    text(right - offset + 16, y, name, 'muted'),
  ]);
}
