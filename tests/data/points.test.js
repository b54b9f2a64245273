import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseExperiment, parsePoints } from '../../web/engine/index.js';

/** @param {...string} lines */
const text = (...lines) => lines.join('\n');

/** @param {string} csv */
const pointsOf = (csv) => parsePoints(csv).data.points;

describe('points from text', () => {
  it('are samples of two columns and points of three', () => {
    assert.deepEqual(parsePoints('1,2\n-3.5,4e-1'), {
      data: {
        name: 'samples',
        points: [
          [1, 2],
          [-3.5, 0.4],
        ],
      },
      header: null,
      classes: null,
    });
    assert.deepEqual(parsePoints('1,2,1\n.5,+4.,0\n'), {
      data: {
        name: 'points',
        points: [
          [1, 2, 1],
          [0.5, 4, 0],
        ],
      },
      header: null,
      classes: ['0', '1'],
    });
  });

  it('may be separated by commas, semicolons or tabs, with blanks around', () => {
    const wanted = [
      [1, 2.5],
      [3, 4],
    ];
    for (const csv of ['1,2.5\n3,4', '1;2.5\n3;4', '1\t2.5\n3\t4', ' 1 , 2.5 \n 3 ,4 ']) {
      assert.deepEqual(pointsOf(csv), wanted, csv);
    }
  });

  it('may have decimal commas where commas do not separate', () => {
    assert.deepEqual(pointsOf('1,5;2\n-0,25;1,0e1'), [
      [1.5, 2],
      [-0.25, 10],
    ]);
    assert.deepEqual(pointsOf('1,5\t2'), [[1.5, 2]]);
    assert.throws(() => parsePoints('"1,5",2'), {
      message: 'Line 1, column 1: "1,5" is not a number.',
    });
    assert.throws(() => parsePoints('1,000,5;2'), {
      message: 'Line 1, column 1: "1,000,5" is not a number.',
    });
  });

  it('may begin with names, and with a byte-order mark', () => {
    const { header, data } = parsePoints('\uFEFF"Size, in m";age\n1,5;3\n');
    assert.deepEqual([header, data.points], [['Size, in m', 'age'], [[1.5, 3]]]);
    assert.deepEqual(parsePoints('x1,x2,class\n0,0,a').header, ['x1', 'x2', 'class']);
  });

  it('may have quoted fields, with quotation marks, separators and ends of lines in them', () => {
    const { data, classes, header } = parsePoints('"a ""b""","c\nd",e\n"1","2","x,""y"""\n3,4,z');
    assert.deepEqual(header, ['a "b"', 'c\nd', 'e']);
    assert.deepEqual(classes, ['x,"y"', 'z']);
    assert.deepEqual(data.points, [
      [1, 2, 0],
      [3, 4, 1],
    ]);
    assert.throws(() => parsePoints('a,b,c\n"x\n",1,0'), { message: /^Line 2, column 1/ });
    assert.throws(() => parsePoints('"a\n",b,c\n1,2,0\n1,?,0'), {
      message: /^Line 4, column 2: "\?"/,
    });
  });

  it('may have empty lines and any ends of lines', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      assert.deepEqual(pointsOf(['', '1,2', '', ' ', '3,4', ''].join(end)), [
        [1, 2],
        [3, 4],
      ]);
      assert.throws(() => parsePoints(['', '1,2', '', '3,b'].join(end)), {
        message: 'Line 4, column 2: "b" is not a number.',
      });
    }
  });

  it('have classes 0 and 1, or two words in the order in which they appear', () => {
    const of = (/** @type {string[]} */ ...words) => {
      const { data, classes } = parsePoints(text(...words.map((word) => `0,0,${word}`)));
      return [data.points.map(([, , label]) => label).join(''), classes?.join()];
    };
    assert.deepEqual(of('1', '0', '1.0'), ['101', '0,1']);
    assert.deepEqual(of('1', '1'), ['11', '0,1']);
    assert.deepEqual(of('red', 'blue', 'red'), ['010', 'red,blue']);
    assert.deepEqual(of('2', '1'), ['01', '2,1']);
    assert.deepEqual(of('cat'), ['0', 'cat']);
  });

  it('make experiments', () => {
    for (const [csv, units] of /** @type {const} */ ([
      ['1,2', 1],
      ['1,2,x', 2],
    ])) {
      const { data } = parsePoints(csv);
      const layers = [{ type: 'linear', units }];
      const parsed = parseExperiment({ strata: 1, data, layers });
      assert.deepEqual(parsed.data, { ...data, train: 1, test: 1 });
    }
  });

  it('are read as they were written, whatever the form', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((x) => x + 0);
    const form = fc.record({
      mark: fc.constantFrom(',', ';', '\t'),
      comma: fc.boolean(),
      quotes: fc.boolean(),
      header: fc.boolean(),
      end: fc.constantFrom('\n', '\r\n'),
    });
    const rows = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, form, (points, { mark, comma, quotes, header, end }) => {
        const written = points.map((point) =>
          point
            .map((x) => (comma && mark !== ',' ? String(x).replace('.', ',') : String(x)))
            .map((field) => (quotes ? `"${field}"` : field))
            .join(mark),
        );
        const lines = header ? [`x${mark}y`, ...written] : written;
        assert.deepEqual(pointsOf(lines.join(end)), points);
      }),
    );
  });
});

describe('text that holds no points is refused in words', () => {
  /** @type {[what: string, csv: string, message: string][]} */
  const cases = [
    ['nothing', '', 'There are no points in this text.'],
    ['blanks', ' \n\r\n', 'There are no points in this text.'],
    ['names alone', 'x,y', 'There are no points in this text.'],
    [
      'one column',
      '1\n2',
      'Two columns are needed, x and y, or three, x1, x2 and the class; line 1 has 1.',
    ],
    [
      'four columns',
      '1,2,3,4',
      'Two columns are needed, x and y, or three, x1, x2 and the class; line 1 has 4.',
    ],
    ['a line that is longer', '1,2\n3,4,5', 'The first line has 2 columns, line 2 has 3.'],
    ['a word', 'x,y\n1,2\n3,four', 'Line 3, column 2: "four" is not a number.'],
    ['a gap', '1,2\n,4', 'Line 2, column 1: "" is not a number.'],
    ['half a header', '1,y\n3,4', 'Line 1, column 2: "y" is not a number.'],
    ['no number', '1,2\nNaN,4', 'Line 2, column 1: "NaN" is not a number.'],
    ['hexadecimals', '1,2\n0x10,4', 'Line 2, column 1: "0x10" is not a number.'],
    [
      'a number too large',
      '1,2\n3,1e10',
      'Line 2, column 2: "1e10" is not a number from -1,000,000,000 to 1,000,000,000.',
    ],
    ['no class', '1,2,a\n3,4,', 'Line 2, column 3: the class is missing.'],
    [
      'a third class',
      '1,2,a\n3,4,b\n5,6,c',
      'Line 3, column 3: "c" is a third class beside "a" and "b"; there may be two.',
    ],
    ['an open quotation', '1,2\n"3,4\n5,6', 'A quotation mark in line 2 is not closed.'],
    [
      'too many points',
      text(...Array(1001).fill('1,2')),
      'The text has more than 1,000 points, which is as many as an experiment takes.',
    ],
  ];
  for (const [what, csv, message] of cases) {
    it(what, () =>
      assert.throws(() => parsePoints(csv), {
        name: 'StrataError',
        code: 'points-invalid',
        message,
      }),
    );
  }

  it('but 1,000 are read, and names besides', () => {
    assert.equal(pointsOf(text('x,y', ...Array(1000).fill('1,2'))).length, 1000);
  });

  it('and no text makes anything else than points or such an error', () => {
    const letters = fc.constantFrom(...'0123456789.,;\t\n\r"- exyab'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 60 }), (csv) => {
        try {
          const { data } = parsePoints(csv);
          const layers = [{ type: 'linear', units: data.name === 'points' ? 2 : 1 }];
          parseExperiment({ strata: 1, data, layers });
        } catch (error) {
          assert.equal(/** @type {any} */ (error).code, 'points-invalid', String(error));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
