const playgrounds = [...document.querySelectorAll('strata-playground')];
const results = new Map();

for (const playground of playgrounds) {
  playground.setState({
    strata: 1,
    data: { name: 'mnist', train: 2000, test: 500 },
    layers: [
      { type: 'linear', units: 32 },
      { type: 'activation', name: playground.title },
      { type: 'linear', units: 10 },
    ],
    epochs: 3,
  });
}
document.querySelector('button').onclick = () => {
  for (const playground of playgrounds) playground.run();
};
addEventListener('strata-done', ({ target, detail }) => {
  results.set(target.title, `${target.title} ${(100 * detail.testAccuracy).toFixed(1)} %`);
  document.querySelector('output').textContent = [...results.values()].sort().join(', ');
});
