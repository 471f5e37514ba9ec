import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { isRecord } from './form.ts';

/** Discord's own OpenAPI 3.1, as checks. Each gives its complaints; none: all is well, or it says nothing of it. */
export type DiscordSpec = {
  /** `route` as the OpenAPI names it: `/channels/{channel_id}/messages`. */
  readonly request: (method: string, route: string, body: unknown) => readonly string[];
  readonly answer: (method: string, route: string, status: number, body: unknown) => readonly string[];
  /** One schema by its name: `MessageCreateRequest`. */
  readonly schema: (name: string, value: unknown) => readonly string[];
  readonly knows: (method: string, route: string) => boolean;
};

const ROOT = 'discord';
let loaded: { readonly corpus: string; readonly spec: DiscordSpec } | undefined;

/** undefined where LOREWATCH_CORPUS names no folder. It is a big file: read once, compiled piece by piece. */
export function discordSpec(corpus = process.env.LOREWATCH_CORPUS): DiscordSpec | undefined {
  if (!corpus) return undefined;
  if (loaded?.corpus !== corpus) loaded = { corpus, spec: readSpec(corpus) };
  return loaded.spec;
}

function readSpec(corpus: string): DiscordSpec {
  const text = readFileSync(join(corpus, 'specs', 'discord-openapi-v10.json'), 'utf8');
  const document: unknown = JSON.parse(text);
  if (!isRecord(document)) throw new Error('the OpenAPI of Discord is no object');
  soften(document);
  closeRequests(document);
  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: false, logger: false });
  addFormats(ajv);
  ajv.addSchema(document, ROOT);
  const compiled = new Map<string, ValidateFunction>();
  const check = (pointer: string, value: unknown): readonly string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `${ROOT}#${pointer}` });
    compiled.set(pointer, validate);
    return validate(value) ? [] : (validate.errors ?? []).slice(0, 6).map(sentence);
  };
  const schemaAt = (...keys: readonly string[]): string | undefined =>
    look(document, keys) === undefined ? undefined : `/${keys.map(pointed).join('/')}`;
  const responseOf = (method: string, route: string, status: number): string | undefined => {
    const base = ['paths', route, method.toLowerCase(), 'responses'];
    const key = [`${status}`, `${Math.floor(status / 100)}XX`].find((one) => look(document, [...base, one]));
    if (key === undefined) return undefined;
    const response = look(document, [...base, key]);
    const ref = isRecord(response) && typeof response.$ref === 'string' ? response.$ref : undefined;
    const from = ref ? ref.slice(2).split('/') : [...base, key];
    return schemaAt(...from, 'content', 'application/json', 'schema');
  };
  return {
    knows: (method, route) => look(document, ['paths', route, method.toLowerCase()]) !== undefined,
    request: (method, route, body) => {
      const pointer = schemaAt(
        'paths',
        route,
        method.toLowerCase(),
        'requestBody',
        'content',
        'application/json',
        'schema',
      );
      return pointer === undefined ? [] : check(pointer, body);
    },
    answer: (method, route, status, body) => {
      const pointer = responseOf(method, route, status);
      return pointer === undefined ? [] : check(pointer, body);
    },
    schema: (name, value) => check(`/components/schemas/${pointed(name)}`, value),
  };
}

const pointed = (key: string): string => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));

function look(tree: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((node, key) => (isRecord(node) ? node[key] : undefined), tree);
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  const key = 'additionalProperty' in params ? ` (${params.additionalProperty})` : '';
  return `${instancePath || 'body'} ${message ?? 'is wrong'}${key}`;
}

function addFormats(ajv: Ajv2020): void {
  ajv.addFormat('int32', { type: 'number', validate: (value: number) => Number.isInteger(value) });
  ajv.addFormat('int64', { type: 'number', validate: (value: number) => Number.isInteger(value) });
  ajv.addFormat('double', { type: 'number', validate: () => true });
  ajv.addFormat(
    'date-time',
    (value: string) => /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
  );
  ajv.addFormat('uri', (value: string) => URL.canParse(value));
  ajv.addFormat('nonce', (value: string) => value.length <= 25);
  ajv.addFormat('snowflake', /^(0|[1-9]\d{0,19})$/);
}

/** Permissions are texts on the wire, as the documentation says; the OpenAPI has them as numbers in requests. */
function soften(node: unknown): void {
  if (Array.isArray(node)) for (const item of node) soften(item);
  else if (isRecord(node)) {
    if (isRecord(node.properties) && isRecord(node.properties.default_member_permissions)) {
      node.properties.default_member_permissions = {
        anyOf: [node.properties.default_member_permissions, { type: 'string', pattern: '^[0-9]{1,20}$' }],
      };
    }
    for (const item of Object.values(node)) soften(item);
  }
}

/** What is sent may have no keys that the schema does not name: the OpenAPI leaves objects open. */
function closeRequests(document: Record<string, unknown>): void {
  const schemas = look(document, ['components', 'schemas']);
  if (!isRecord(schemas)) return;
  const mixed = new Set<string>();
  mixedIn(document, mixed);
  const names = new Set<string>();
  for (const path of Object.values(isRecord(document.paths) ? document.paths : {}))
    for (const operation of Object.values(isRecord(path) ? path : {}))
      reach(look(operation, ['requestBody', 'content', 'application/json']), schemas, names);
  for (const name of names) {
    const schema = schemas[name];
    if (isRecord(schema) && isRecord(schema.properties) && !schema.allOf && !mixed.has(name))
      schema.additionalProperties ??= false;
  }
}

const nameOf = (ref: unknown): string | undefined =>
  typeof ref === 'string' ? ref.split('/').at(-1) : undefined;

/** Schemas that are a part of another one (allOf) cannot be closed on their own. */
function mixedIn(node: unknown, found: Set<string>): void {
  if (Array.isArray(node)) for (const item of node) mixedIn(item, found);
  else if (isRecord(node)) {
    for (const part of Array.isArray(node.allOf) ? node.allOf : []) {
      const name = isRecord(part) ? nameOf(part.$ref) : undefined;
      // The file parts of a multipart body are no JSON: what is mixed with them is closed all the same.
      if (name && !isMultipart(node)) found.add(name);
    }
    for (const item of Object.values(node)) mixedIn(item, found);
  }
}

const isMultipart = (node: Record<string, unknown>): boolean =>
  JSON.stringify(node.allOf).includes('"files[0]"');

function reach(node: unknown, schemas: Record<string, unknown>, names: Set<string>): void {
  if (Array.isArray(node)) for (const item of node) reach(item, schemas, names);
  else if (isRecord(node)) {
    const name = nameOf(node.$ref);
    if (name && !names.has(name)) {
      names.add(name);
      reach(schemas[name], schemas, names);
    }
    for (const item of Object.values(node)) reach(item, schemas, names);
  }
}
