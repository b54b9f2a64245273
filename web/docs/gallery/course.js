const playground = document.querySelector('strata-playground');
const output = document.querySelector('output');

document.querySelector('#run').onclick = () => playground.run();
document.querySelector('#reset').onclick = () => playground.reset();
playground.addEventListener('strata-progress', ({ detail }) => {
  output.textContent = `Step ${detail.steps}.`;
});
playground.addEventListener('strata-done', ({ detail }) => {
  const [goal] = detail.goals;
  output.textContent = `${goal.title}: ${goal.met ? 'met' : 'not met'}, score ${goal.score.toFixed(2)}.`;
});
await playground.setState({
  strata: 1,
  data: { name: 'mnist', train: 2000, test: 500 },
  layers: [{ type: 'linear', units: 10 }],
  goals: [{ title: 'Small and good', test_accuracy: 0.8, parameters: 8000 }],
});
