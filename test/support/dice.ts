import fc from 'fast-check';

/** The same texts and numbers every time, so that luck fails nobody's change; COLABORA_TEST_SEED throws other dice. */
fc.configureGlobal({ seed: Number(process.env['COLABORA_TEST_SEED'] ?? 20261130) });

export default fc;
