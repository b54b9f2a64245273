// Contests as tables.
import { placeTitles } from './lanes.mjs';
import { formatPercent, formatTable, formatWhole } from './table.mjs';

/** @typedef {import('./contests.mjs').Contest} Contest */
/** @typedef {import('./contests.mjs').Entry} Entry */

/** The lane that every other is compared with. */
const REFERENCE = 'strata-strict@node';

/** @param {Contest[]} contests */
export function contestTables(contests) {
  return contests.map(contestTable).join('\n\n');
}

/** @param {Contest} contest */
function contestTable({ title, entries, failures }) {
  const parts = [title, speeds(entries)];
  if (entries.some(({ ours }) => !ours))
    parts.push('How many times as fast Strata is', ratios(entries));
  for (const { lane, error } of failures)
    parts.push(`${lane} is not reported: ${error.split('\n')[0]}`);
  return parts.join('\n');
}

/** @param {Entry[]} entries */
function speeds(entries) {
  const trained = entries.some(({ accuracy }) => accuracy !== null);
  const columns = [
    { title: 'contestant', align: /** @type {const} */ ('left') },
    { title: 'in', align: /** @type {const} */ ('left') },
    ...['images/s', 'least', 'most', 'spread'].map((name) => ({ title: name })),
    ...(trained ? [{ title: 'test accuracy' }] : []),
    { title: 'Strata, strict, in Node is' },
  ];
  const rows = entries.map(({ title, place, perSecond, accuracy, ratios }) => [
    title,
    placeTitles[place],
    ...[perSecond.median, perSecond.min, perSecond.max].map(formatWhole),
    formatPercent(perSecond.spread),
    ...(trained ? [accuracy === null ? '' : formatPercent(accuracy, 2)] : []),
    times(ratios[REFERENCE]),
  ]);
  return formatTable(columns, rows);
}

/** @param {Entry[]} entries */
function ratios(entries) {
  const own = entries.filter(({ ours }) => ours);
  const columns = [
    { title: 'than', align: /** @type {const} */ ('left') },
    { title: 'in', align: /** @type {const} */ ('left') },
    ...own.map(({ title, place }) => ({
      title: `${placeTitles[place]} ${title.replace('Strata, ', '')}`,
    })),
  ];
  const peers = entries.filter(({ ours }) => !ours);
  const rows = peers.map(({ title, place, ratios }) => [
    title,
    placeTitles[place],
    ...own.map(({ lane }) => times(ratios[lane])),
  ]);
  return formatTable(columns, rows);
}

/** @param {number | undefined} ratio */
function times(ratio) {
  return ratio === undefined ? '' : `${ratio.toFixed(2)} ×`;
}
