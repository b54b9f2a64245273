const experiment = {
  strata: 1,
  data: { name: 'mnist', train: 2000, test: 500 },
  layers: [{ type: 'linear', units: 10 }],
  epochs: 20,
  goals: [{ title: 'Good', test_accuracy: 0.8 }],
};

addEventListener('message', ({ source, origin, data }) => {
  const find = (selector) => document.querySelector(selector);
  const frame = find('iframe');
  if (source !== frame?.contentWindow || origin !== new URL(frame.src).origin) return;
  if (data.strata !== 1) return;
  const say = (message) => source.postMessage({ strata: 1, ...message }, origin);
  const tell = (text) => {
    find('output').textContent = text;
  };
  switch (data.type) {
    case 'ready':
      for (const type of ['run', 'pause', 'reset']) {
        find(`#${type}`).onclick = () => say({ id: type, type });
      }
      find('#step').onclick = () =>
        say({ id: 'step', type: 'step', n: find('input').valueAsNumber });
      say({ id: 'begin', type: 'setState', experiment });
      break;
    case 'state':
      for (const button of document.querySelectorAll('button')) button.disabled = false;
      tell(`${data.phase}, step ${data.steps}.`);
      break;
    case 'progress':
      tell(`Step ${data.steps}.`);
      break;
    case 'goal':
      find('#goal').textContent = `${data.title}: ${data.met ? 'met' : 'not met'}.`;
      break;
    case 'done':
      tell(
        `${data.steps} steps, ${(100 * data.testAccuracy).toFixed(1)} % of the test digits right.`,
      );
      break;
    case 'error':
      tell(data.message);
      break;
    case 'resize':
      frame.height = data.height;
  }
});
