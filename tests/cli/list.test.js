import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readList } from '../../scripts/cli/list.mjs';

const folder = mkdtempSync(join(tmpdir(), 'strata-list-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string | Buffer} text of a list */
function read(text) {
  const file = join(folder, 'list.txt');
  writeFileSync(file, text);
  return readList(file).map(({ name, link }) => [name, link]);
}

const bare = `1${'abcdefgh'.repeat(5)}`;
const page = 'https://example.org/strata/';

describe('a list of links', () => {
  /** @type {[string, [name: string, link: string]][]} */
  const lines = [
    [`${page}#e=1ab`, ['', `${page}#e=1ab`]],
    [bare, ['', bare]],
    [`Ada\t${bare}`, ['Ada', bare]],
    [`Ada,${page}#e=1ab`, ['Ada', `${page}#e=1ab`]],
    [`"Lovelace, Ada";"${page}#e=1ab";late`, ['Lovelace, Ada', `${page}#e=1ab`]],
    [`"Lovelace (Ada)",${page}#e=1ab,"2026-11-20"`, ['Lovelace (Ada)', `${page}#e=1ab`]],
    [`Ada [x] ${page}#e=1ab`, ['Ada [x]', `${page}#e=1ab`]],
    [`Ada #3, ${page}#e=1ab`, ['Ada #3', `${page}#e=1ab`]],
    [`[Ada](${page}#e=1ab)`, ['Ada', `${page}#e=1ab`]],
    [`- [Ada](${page}#e=1ab), late`, ['Ada', `${page}#e=1ab`]],
    [`1. [Ada](${page}#e=1ab)`, ['Ada', `${page}#e=1ab`]],
    [`* Ada: <${page}#e=1ab>`, ['Ada:', `${page}#e=1ab`]],
    [`| Ada | [link](${page}#e=1ab) |`, ['Ada', `${page}#e=1ab`]],
    [`| Ada | ${page}#e=1ab | 7 |`, ['Ada', `${page}#e=1ab`]],
    [`| Ada | ${bare} |`, ['Ada', bare]],
    ['"Ada, L.",,', ['Ada, L.', '']],
    [`Ada ${page}embed.html#e=1ab&hide=a,b`, ['Ada', `${page}embed.html#e=1ab`]],
    [`Ada ${page}embed.html#hide=a,b&e=1ab`, ['Ada', `${page}embed.html#hide=a,b&e=1ab`]],
    ['#e=1ab', ['', '#e=1ab']],
    ['Lea,no link yet,2026-11-20', ['Lea,no link yet,2026-11-20', '']],
    [`Ada: “${page}#e=1ab”.`, ['Ada:', `${page}#e=1ab`]],
    [`Ada: **${page}#e=1ab**!`, ['Ada:', `${page}#e=1ab`]],
    [`O'Neill '${page}#e=1ab'`, ["O'Neill", `${page}#e=1ab`]],
    [`[${page}#e=1ab](${page}#e=1ab)`, ['', `${page}#e=1ab`]],
    [`Ada,${page}#e%3D1ab`, ['Ada', `${page}#e=1ab`]],
    ['#e%3D1ab', ['', '#e=1ab']],
    [`Ada,${page}#/E=1ab.`, ['Ada', `${page}#/E=1ab`]],
    [`Ada;${bare};7`, ['Ada', bare]],
    [`12\t"Lovelace, Ada"\t${page}#e=1ab`, ['12\tLovelace, Ada', `${page}#e=1ab`]],
    [`"Robert ""Bob""",${page}#e=1ab`, ['Robert "Bob"', `${page}#e=1ab`]],
    [`Ada,${page}#e=1ab#e=1cd`, ['Ada', `${page}#e=1ab#e=1cd`]],
    [`"Ann ""Bo"" Lee","${page}#e=1ab"`, ['Ann "Bo" Lee', `${page}#e=1ab`]],
    [`2026-11-20,"Ada\nLovelace","${page}#e=1ab\n"`, ['2026-11-20,Ada Lovelace', `${page}#e=1ab`]],
    ['#hide=a,b&e=1ab', ['', '#hide=a,b&e=1ab']],
  ];
  for (const [line, expected] of lines) {
    it(`has the name and the link of ${line}`, () => assert.deepEqual(read(line), [expected]));
  }

  it('is without its heads, its comments and what divides its rows', () => {
    for (const head of [
      ...['name;link', '"URL"', '| Name | Link |\n|---|:--:|', 'when\tlink\tmark'],
      'sep=;\nName;Link',
    ]) {
      assert.deepEqual(
        read(`${head}\n\n# 1cd\n#Bo,${page}#e=1ef\n,,\nAda ${bare}\n;"";\n`),
        [['Ada', bare]],
        head,
      );
    }
  });

  it('may have questions for heads, and keeps them, since they may be a student without a link', () => {
    const file = join(folder, 'asked.txt');
    const asking = (/** @type {string} */ text) => {
      writeFileSync(file, text);
      return readList(file).map(({ name, link, asking }) => [name, link, asking]);
    };
    for (const head of [
      'Timestamp,Email,Paste the link to your result here',
      'Name,"Your links, please"',
      'Lea,no link yet',
    ]) {
      const [first, ...others] = asking(`${head}\nAda,${bare}\nBo,no link\n`);
      assert.deepEqual(first?.slice(1), ['', true]);
      assert.deepEqual(others, [
        ['Ada', bare, false],
        ['Bo,no link', '', false],
      ]);
    }
    assert.deepEqual(asking('Lea,no link yet\n'), [['Lea,no link yet', '', false]]);
  });

  it('that has but one record with an open quote loses no other', () => {
    const lines = [`"Ada,${page}#e=1ab`, `Bo,${page}#e=1cd`];
    assert.deepEqual(read(lines.join('\n')), [
      ['Ada', `${page}#e=1ab`],
      ['Bo', `${page}#e=1cd`],
    ]);
  });

  it('loses nobody between quotation marks that belong to nothing', () => {
    const many = Array.from({ length: 15 }, (_, i) => `S${i},${page}#e=1ab`);
    const open = [
      `"A,${page}#e=1ab`,
      ...many,
      `"Z,${page}#e=1ab`,
      `Bo,",${page}#e=1cd`,
      `Cy,",${bare}`,
    ];
    assert.equal(read(open.join('\n')).length, open.length);
  });

  it('is read in the encodings of spreadsheets', () => {
    const line = `José Müller;${page}#e=1ab`;
    const expected = [['José Müller', `${page}#e=1ab`]];
    const big = Buffer.from(`\uFEFF${line}`, 'utf16le').swap16();
    for (const bytes of [line, `\uFEFF${line}`, Buffer.from(`\uFEFF${line}`, 'utf16le'), big]) {
      assert.deepEqual(read(bytes), expected);
    }
    assert.deepEqual(read(Buffer.from(line, 'latin1')), expected);
    // As Windows-1252 has it.
    const [start, end] = ['O\x92Brien \x8ei\x9eek', `;\x93${page}#e=1ab\x94`];
    assert.deepEqual(read(Buffer.from(start + end, 'latin1')), [
      ['O’Brien Žižek', `${page}#e=1ab`],
    ]);
  });

  it('is read in one go, whatever its lines hold', () => {
    // Each took minutes where every place was tried for what might begin there.
    const long = 1e6;
    for (const piece of ['a', ' \t', '[', '"', '#', ',', '(', '\t', '- ', '&e']) {
      const [found] = read(`Ada ${piece.repeat(long / piece.length)}x ${bare}`);
      assert.equal(found?.[1], bare, piece);
    }
    assert.equal(read(`Ada,1${'a'.repeat(long)}`)[0]?.[0], 'Ada');
  });
});
