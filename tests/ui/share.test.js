import assert from 'node:assert/strict';
import { test } from 'node:test';
import decode from 'qr/decode.js';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { decodeLink } from '../../web/engine/link.js';
import { claimText, forms } from '../../web/ui/share/forms.js';
import { fileOf, symbolOf } from '../../web/ui/share/qr.js';

const experiment = parseExperiment({
  strata: 1,
  data: { name: 'mnist' },
  layers: [{ type: 'linear', units: 10 }],
  epochs: 2,
  target_accuracy: 0.9,
});
const link = 'https://example.org/strata/#e=1AbC-_d';

/** What a reader sees of a symbol, four pixels for each module. @param {{ side: number, path: string }} symbol */
function picture({ side, path }) {
  const scale = 4;
  const width = scale * side;
  const data = new Uint8ClampedArray(4 * width * width).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let i = 0; i < scale * scale; i++) {
      const row = scale * Number(y) + Math.floor(i / scale);
      const at = 4 * (row * width + scale * Number(x) + (i % scale));
      data.fill(0, at, at + 3);
    }
  }
  return { width, height: width, data };
}

test('a reader finds the link in its QR code', () => {
  for (const text of [link, `${link}${'x'.repeat(1500)}`]) {
    const symbol = symbolOf(text);
    assert.ok(symbol);
    assert.equal(decode(picture(symbol)), text);
    assert.ok(fileOf(symbol).includes(symbol.path));
  }
});

test('a link that no symbol holds has none', () => {
  assert.ok(symbolOf('x'.repeat(2953)));
  assert.equal(symbolOf('x'.repeat(2954)), null);
  assert.equal(symbolOf('é'.repeat(1477)), null, 'bytes count');
});

test('Markdown names the experiment, and nothing in the name means anything else', () => {
  assert.equal(forms.link?.(link, experiment), link);
  const text = forms.markdown?.(link, experiment) ?? '';
  assert.ok(text.startsWith('[Strata: '));
  assert.ok(text.endsWith(`](${link})`));
  const leaky = { type: 'activation', name: 'leaky_relu', negative_slope: 0.2 };
  const layers = [{ type: 'linear', units: 4 }, leaky, { type: 'linear', units: 10 }];
  const other = forms.markdown?.(link, parseExperiment({ ...experiment, layers })) ?? '';
  assert.match(other, /leaky\\_relu/);
});

test('a frame shows the page for other pages, with the same behind its #', () => {
  const text = forms.iframe?.(`${link.replace('#', 'index.html#')}`, experiment) ?? '';
  assert.ok(
    text.startsWith('<iframe src="https://example.org/strata/embed.html#e=1AbC-_d" title="'),
  );
  assert.doesNotMatch(text.slice(0, -'></iframe>'.length).slice(1), /[<>]/);
});

test('an element has its script beside the page, and the experiment or the lesson', () => {
  assert.equal(
    forms.element?.(link, experiment),
    '<script src="https://example.org/strata/strata-playground.js"></script>\n<strata-playground experiment="1AbC-_d"></strata-playground>',
  );
  const lesson = forms.element?.('https://example.org/#lesson=my%22own', experiment) ?? '';
  assert.ok(lesson.endsWith('<strata-playground lesson="my&quot;own"></strata-playground>'));
});

test('the experiment of a claim goes on as far as the claim, whatever its target', () => {
  const claim = { steps: 5001, testAccuracy: 0.9, fingerprint: '0'.repeat(16) };
  const { experiment: leading, claim: said } = decodeLink(claimText(experiment, claim, 1875) ?? '');
  assert.deepEqual([leading.epochs, leading.target_accuracy, said], [3, 1, claim]);
  const early = claimText(experiment, { ...claim, steps: 3 }, 1875);
  assert.equal(decodeLink(early ?? '').experiment.epochs, 2);
  assert.ok(claimText(experiment, { ...claim, steps: 1000 * 1875 }, 1875));
  assert.equal(claimText(experiment, { ...claim, steps: 1000 * 1875 + 1 }, 1875), null);
});
