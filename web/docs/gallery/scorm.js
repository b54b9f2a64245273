const system = new globalThis.Scorm12API({ logLevel: 'NONE' });
system.on('LMSCommit', () => {
  const { lesson_status: status, score } = system.cmi.core;
  document.querySelector('output').textContent = `${status}, ${score.raw || 0} of 100`;
});
globalThis.API = system;
