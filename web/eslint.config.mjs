// Rules for TypeScript and templates: what the compiler does not see. Layout is prettier's matter.
import vue from 'eslint-plugin-vue';
import typescript from 'typescript-eslint';
import parser from 'vue-eslint-parser';

const scripts = ['**/*.ts', '**/*.vue', '**/*.mjs'];
const no_fetch = {
  selector:
    "CallExpression[callee.name='fetch'], CallExpression[callee.property.name='fetch'], " +
    'NewExpression[callee.name=/^(EventSource|XMLHttpRequest|WebSocket)$/]',
  message: 'Only web/api-client talks to servers: use api or subscribe.',
};
const no_raw_html = {
  selector: "MemberExpression[property.name='innerHTML']",
  message: 'Markup from strings is how scripts are smuggled in.',
};
const only = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors] });
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const no_axios = { regex: '^(axios|openapi-fetch)$', message: 'Use @dlfp/api-client.' };
const no_console = {
  regex: '(^|/)console(/|$)',
  message: 'H5 pages must not import console parts.',
};
const no_h5 = {
  regex: '(^|/)h5(/|$)',
  message: 'Console pages must not import H5 parts.',
};

export default [
  { ignores: ['**/dist/**', '**/node_modules/**', '**/schema.d.ts', '**/screenshots/**'] },
  ...typescript.configs.recommended.map((config) => ({ ...config, files: scripts })),
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['**/*.vue'] })),
  {
    files: ['**/*.vue'],
    languageOptions: {
      parser,
      parserOptions: { parser: typescript.parser, extraFileExtensions: ['.vue'] },
    },
    rules: {
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'error',
      'vue/prop-name-casing': 'off',
      'vue/attribute-hyphenation': 'off',
      'vue/require-default-prop': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/define-macros-order': 'error',
      'vue/no-undef-properties': 'error',
    },
  },
  {
    files: scripts,
    languageOptions: { globals: { console: 'readonly' } },
    rules: {
      // The generated types have members that may be missing or null: `== null` says both.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'max-params': ['error', 4],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      ...only(no_fetch, no_raw_html),
      ...imports(no_axios),
    },
  },
  { files: ['**/h5/**'], rules: imports(no_axios, no_console) },
  { files: ['**/console/**'], rules: imports(no_axios, no_h5) },
  {
    files: [
      '**/api-client/**',
      '**/web/tools/**',
      '**/journeys/**',
      'tools/**',
      '**/*.spec.ts',
      '**/testing.ts',
    ],
    rules: {
      'no-restricted-syntax': 'off',
      'no-restricted-imports': 'off',
      'no-console': 'off',
      'max-lines-per-function': 'off',
      // In a test a missing thing may throw: that is the failure to be seen.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
];
