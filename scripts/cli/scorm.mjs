import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { oneFile } from '../../web/engine/data/one-file.js';
import { encodeLink } from '../../web/engine/index.js';
import { UsageError } from './arguments.mjs';
import { experimentFrom } from './experiment.mjs';
import { escaped } from './markup.mjs';
import { otherFileIn } from './target.mjs';

/** @typedef {import('./arguments.mjs').Values} Values */
/** @typedef {import('../../web/engine/experiment/index.js').Experiment} Experiment */

const pages = new URL('../../dist/page/', import.meta.url);
/** Archives of the same experiment are the same to the byte. */
const DATE = new Date('2000-01-01T12:00:00');

/**
 * `strata scorm`: writes a package for a learning management system.
 *
 * @param {{ source: string | undefined, values: Values }} request
 * @returns {Promise<number>} exit status
 */
export async function makeScorm({ source, values }) {
  if (source === undefined) throw new UsageError('scorm needs a LINK or FILE');
  const out = otherFileIn(values, source);
  const { experiment } = experimentFrom(source, values);
  checkImages(experiment);
  const title = titleFrom(values);
  await writeFile(out, scormPackage(experiment, title));
  const { goals = [] } = experiment;
  const reported = goals.length > 0 ? `the score of ${goals.length}` : 'runs that end, having no';
  const words = `wrote ${out}; it reports ${reported} ${goals.length === 1 ? 'goal' : 'goals'}`;
  console.log(values.json ? JSON.stringify({ out, goals: goals.length }) : words);
  return 0;
}

/** @param {Values} values @returns {string} fit for XML */
function titleFrom({ title = 'Strata' }) {
  const text = String(title);
  if (text.trim() === '' || /[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/u.test(text)) {
    throw new UsageError(`--title: ${JSON.stringify(text)} is not a title in one line`);
  }
  return text;
}

/** @param {Experiment} experiment */
function checkImages({ data }) {
  if (data.name !== 'mnist') return;
  for (const split of /** @type {const} */ (['train', 'test'])) {
    const most = oneFile[split];
    if (data[split] > most)
      throw new UsageError(
        `data.${split}: ${data[split]} images; the page in a package has ${most} of them, so give at most that many (--${split} ${most})`,
      );
  }
}

/**
 * @param {Experiment} experiment
 * @param {string} title of the package
 * @returns {Uint8Array} the archive
 */
export function scormPackage(experiment, title) {
  const link = `#e=${encodeLink(experiment)}`;
  const inside = JSON.stringify({ link }).replaceAll('<', '\\u003c');
  const page = built('scorm.html')
    .replace(
      '</body>',
      () => `<script type="application/json" id="package">${inside}</script>\n  </body>`,
    )
    .replace('<title>Strata</title>', () => `<title>${escaped(title)}</title>`);
  const files = {
    'imsmanifest.xml': manifest(title),
    'index.html': page,
    'strata.html': built('strata.html'),
  };
  const packed = Object.entries(files).map(([name, text]) => [name, strToU8(text)]);
  return zipSync(Object.fromEntries(packed), { level: 9, mtime: DATE });
}

/** @param {string} name */
function built(name) {
  try {
    return readFileSync(new URL(name, pages), 'utf8');
  } catch (cause) {
    throw new Error(`${name} is missing; in a clone, npm run build makes it`, { cause });
  }
}

/** Source: SCORM 1.2 Content Aggregation Model, section 2.3. @param {string} title */
function manifest(title) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="strata" version="1.2"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="strata-course">
    <organization identifier="strata-course">
      <title>${escaped(title)}</title>
      <item identifier="strata-item" identifierref="strata-sco">
        <title>${escaped(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="strata-sco" type="webcontent" adlcp:scormtype="sco" href="index.html">
      <file href="index.html" />
      <file href="strata.html" />
    </resource>
  </resources>
</manifest>
`;
}
