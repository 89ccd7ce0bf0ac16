import js from '@eslint/js';
import ts from 'typescript-eslint';

/** The order of the house (docs/architecture.md): a lib may import only the libs named before it. */
const LIBS_IN_ORDER = [
  'kernel',
  'audit',
  'vault',
  'staff',
  'campaigns',
  'privacy',
  'dedup',
  'routing',
  'tips',
  'channels',
  'insights',
];

const REACHING_PAST_AN_INDEX = {
  regex: '(^|/)libs/|^#[a-z]+/|^(\\.\\./)+[a-z]+/src(/|$)|(^|/)dist/',
  message: 'Import another lib only through its public face: #lib.',
};

const boundaries = LIBS_IN_ORDER.map((lib, place) => ({
  files: [`libs/${lib}/src/**/*.{ts,tsx}`],
  ignores: ['**/*.spec.ts', '**/*.spec.tsx'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          REACHING_PAST_AN_INDEX,
          {
            regex: `^#(${LIBS_IN_ORDER.slice(place).join('|')})$`,
            message: `${lib} may import only: ${LIBS_IN_ORDER.slice(0, place).join(', ') || 'nothing'}.`,
          },
          { regex: '(^|/)(apps|test)/', message: 'A lib knows neither the apps nor the tests.' },
        ],
      },
    ],
  },
}));

export default ts.config(
  { ignores: ['dist/', 'coverage/', '.colabora/', 'node_modules/', 'apps/portal/src/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
  },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['apps/cli/**', 'scripts/**', 'test/**', 'apps/server/src/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['apps/{server,cli}/src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ ...REACHING_PAST_AN_INDEX, regex: '(^|/)libs/|^#[a-z]+/|(^|/)dist/' }] },
      ],
    },
  },
  ...boundaries,
);
