/**
 * Experiments as links.
 *
 * A version 1 link is the character `1` followed by base64url (RFC 4648, without padding) of
 * - 4 bytes: CRC-32 of the rest, most significant byte first;
 * - JSON in ASCII: `[document]`, `[document, [steps, testAccuracy, fingerprint]]` or
 *   `[document, [steps, testAccuracy, fingerprint, checkpoints]]`, the document in canonical form, the checkpoints as one
 *   text, eight digits each.
 *
 * It is written behind a page's address as `#e=1…`. Version 1 links are decoded for ever; a later form gets another
 * first character.
 */
import * as v from 'valibot';
import { StrataError } from './errors.js';
import { canonical, parseExperiment } from './experiment/index.js';
import { sentence } from './sentences.js';

/** @typedef {import('./experiment/index.js').Experiment} Experiment */
/** @typedef {import('./sentences.js').SentenceKey} SentenceKey */

/**
 * What somebody says a run came to: after so many steps from the start, the share of test rows classified rightly (0 to
 * 1; null for data with numbers to aim at) and the network's fingerprint (16 hexadecimal digits). The checkpoints, which
 * make a link longer and may be left out, are the first eight digits of the fingerprint after each epoch that was over
 * before: only with them does a replay know in which epoch it left the claim.
 * @typedef {{ steps: number, testAccuracy: number | null, fingerprint: string, checkpoints?: string[] }} Claim
 */

const VERSION = '1';
const MARK = '#e=';
/** The beginning of a fragment that is meant for a link, however it was written on its way. */
const MEANT = /^[#/]*e(?:=|%3D|$)/i;
/** Longest text that is looked at: whatever document may be read, of 65,536 characters, fits. */
const MAX_LENGTH = 98304;
/** Most checkpoints of a claim: more would make links too long to be sent around. */
export const MAX_CHECKPOINTS = 100;
const CHECKPOINT = 8;

/** What is wrong with a claim, for Valibot to hand on. @param {SentenceKey} key @param {string} [field] */
const fault = (key, field = '') =>
  /** @type {any} */ (() => sentence(key, { field, most: MAX_CHECKPOINTS }));

const badCheckpoints = fault('error.claim-checkpoints', 'checkpoints');

const claimSchema = v.strictObject(
  {
    steps: v.pipe(
      v.number(fault('error.claim-number', 'steps')),
      v.safeInteger(fault('error.claim-whole', 'steps')),
      v.minValue(0, fault('error.claim-negative', 'steps')),
    ),
    testAccuracy: v.nullable(
      v.pipe(
        v.number(fault('error.claim-number', 'testAccuracy')),
        v.minValue(0, fault('error.claim-share', 'testAccuracy')),
        v.maxValue(1, fault('error.claim-share', 'testAccuracy')),
      ),
    ),
    fingerprint: v.pipe(
      v.string(fault('error.claim-text', 'fingerprint')),
      v.regex(/^[0-9a-f]{16}$/, fault('error.claim-digits', 'fingerprint')),
    ),
    checkpoints: v.optional(
      v.pipe(
        v.array(
          v.pipe(v.string(badCheckpoints), v.regex(/^[0-9a-f]{8}$/, badCheckpoints)),
          badCheckpoints,
        ),
        v.maxLength(MAX_CHECKPOINTS, badCheckpoints),
      ),
    ),
  },
  fault('error.claim-fields'),
);

/**
 * Writes an experiment, and perhaps what it came to, as the text of a link.
 *
 * @param {unknown} doc an experiment document; equal experiments give equal texts, however they are written
 * @param {Claim} [claim]
 * @returns {string} letters, digits, `-` and `_` only. Without the mark: the link is `${pageAddress}#e=${text}`.
 * @throws {StrataError} `experiment-invalid` or `claim-invalid`
 *
 * @example
 * const layers = [{ type: 'linear', units: 10 }];
 * const text = encodeLink({ strata: 1, data: { name: 'mnist' }, layers, epochs: 3 });
 * console.log(decodeLink(text).experiment.epochs); // 3
 */
export function encodeLink(doc, claim) {
  /** @type {unknown[]} */
  const content = [canonical(doc)];
  if (claim !== undefined) {
    const { steps, testAccuracy, fingerprint, checkpoints } = checkClaim(claim);
    content.push([
      ...[steps, testAccuracy, fingerprint],
      ...(checkpoints ? [checkpoints.join('')] : []),
    ]);
  }
  const json = JSON.stringify(content).replace(/[\u0080-\uffff]/g, escaped);
  return VERSION + toBase64Url(checksum(json) + json);
}

/**
 * Reads the experiment, and what it is said to have come to, out of a link.
 *
 * @param {string} text what encodeLink gave, the same behind `#e=`, or a whole address with it, and perhaps with options
 *   beside it, as addresses of the embedded page have them
 * @returns {{ experiment: Experiment, claim?: Claim }} the experiment with every default filled in, frozen
 * @throws {StrataError} `link-empty`, `link-too-long`, `link-version`, `link-damaged` (cut off or altered),
 *   `experiment-invalid` or `claim-invalid` (whole, but not made by encodeLink)
 */
export function decodeLink(text) {
  if (typeof text !== 'string') throw new StrataError('link-empty', 'A link is a text.');
  const bytes = fromBase64Url(withoutVersion(text));
  const json = bytes.slice(4);
  if (checksum(json) !== bytes.slice(0, 4)) throw damaged();
  const [doc, claim, ...more] = parseContent(json);
  if (more.length > 0) throw damaged();
  const experiment = parseExperiment(doc);
  if (claim === undefined) return { experiment };
  const [steps, testAccuracy, fingerprint, joined, ...rest] = Array.isArray(claim) ? claim : [];
  if (rest.length > 0) throw damaged();
  const checkpoints = joined === undefined ? {} : { checkpoints: apart(joined) };
  return { experiment, claim: checkClaim({ steps, testAccuracy, fingerprint, ...checkpoints }) };
}

/** @param {unknown} joined checkpoints, as they stand in a link */
function apart(joined) {
  // No checkpoints are written as none, so that a claim has one form only.
  if (typeof joined !== 'string' || joined === '') throw damaged();
  return joined.match(new RegExp(`.{1,${CHECKPOINT}}`, 'gs'));
}

/** @param {string} fragment of an address @returns {boolean} whether a link is meant by it, even if it is of no use */
export function meansLink(fragment) {
  return MEANT.test(fragment);
}

/**
 * @param {string} given
 * @returns {string} the part behind the version
 */
function withoutVersion(given) {
  const text = given.replace(/([#&])e%3D/gi, '$1e=');
  const own = text.lastIndexOf(MARK);
  const fragment = text.lastIndexOf('#');
  // The embedded page's address may say other things first.
  const mark = own < 0 && fragment >= 0 ? text.indexOf('&e=', fragment) : own;
  const [first = ''] = text.slice(mark < 0 ? 0 : mark + MARK.length).split('&', 1);
  const trimmed = mark < 0 ? first.trim() : withoutEnd(first).trim();
  if (trimmed.length > MAX_LENGTH) {
    const most = MAX_LENGTH;
    throw new StrataError('link-too-long', sentence('error.link-too-long', { most }));
  }
  if (trimmed === '') throw new StrataError('link-empty', sentence('error.link-empty'));
  if (trimmed[0] === VERSION) return trimmed.slice(1);
  if (!/^\d/.test(trimmed)) throw damaged();
  const versions = { found: trimmed.charAt(0), version: VERSION };
  throw new StrataError('link-version', sentence('error.link-version', versions));
}

/** @param {string} text @returns {string} without what a sentence may have right behind an address, such as a full stop */
function withoutEnd(text) {
  let end = text.length;
  while (end > 0) {
    // Browsers write some of it so.
    if (/^%[0-9a-f]{2}$/i.test(text.slice(end - 3, end))) end -= 3;
    else if (/[\w-]/.test(text.charAt(end - 1))) break;
    else end--;
  }
  return text.slice(0, end);
}

/**
 * @param {string} json
 * @returns {unknown[]}
 */
function parseContent(json) {
  try {
    const content = JSON.parse(json);
    if (Array.isArray(content)) return content;
  } catch {
    // Falls through: the checksum fits, but nothing we wrote does.
  }
  throw damaged();
}

/** @param {string} fingerprint after an epoch @returns {string} what a claim says of it */
export function checkpointOf(fingerprint) {
  return fingerprint.slice(0, CHECKPOINT);
}

/**
 * @param {Claim} claim
 * @param {number} epoch 1 for the first
 * @returns {boolean} whether the claim says how each epoch before ended
 */
export function knowsBefore({ checkpoints = [] }, epoch) {
  return checkpoints.length >= epoch - 1;
}

/**
 * @param {unknown} claim
 * @returns {Claim}
 * @throws {StrataError} `claim-invalid`
 */
export function checkClaim(claim) {
  const { success, output, issues } = v.safeParse(claimSchema, claim);
  if (success) {
    // −0 becomes 0: JSON has no −0 to write.
    const testAccuracy = output.testAccuracy === null ? null : output.testAccuracy + 0;
    const { steps, fingerprint, checkpoints = [] } = output;
    const result = { steps: steps + 0, testAccuracy, fingerprint };
    return checkpoints.length > 0 ? { ...result, checkpoints } : result;
  }
  /** @type {any} */
  const problem = issues[0].message;
  throw new StrataError('claim-invalid', sentence('error.claim', { problem }), {
    path: `claim.${issues[0].path?.[0]?.key ?? ''}`.replace(/\.$/, ''),
  });
}

function damaged() {
  return new StrataError('link-damaged', sentence('error.link-damaged'));
}

/** @param {string} letter @returns {string} the same in ASCII, for JSON */
function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** @param {string} bytes one character per byte */
function toBase64Url(bytes) {
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * @param {string} text
 * @returns {string} one character per byte
 */
function fromBase64Url(text) {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) throw damaged();
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  // The last character has bits to spare; only one of the texts that differ in them is a link.
  if (toBase64Url(bytes) !== text) throw damaged();
  return bytes;
}

/**
 * CRC-32 as in zlib and PNG (polynomial 0x04c11db7, reflected): finds every change within 32 successive bits.
 * @param {string} bytes one character per byte
 * @returns {string} four bytes
 */
function checksum(bytes) {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    crc ^= bytes.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const sum = ~crc;
  return String.fromCharCode((sum >>> 24) & 255, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255);
}
