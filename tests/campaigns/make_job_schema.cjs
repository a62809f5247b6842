// Makes job.schema.json: the published shape of a Kubernetes Job, of everything in it, as a JSON Schema that allows no
// unknown key. From the declarations of the npm package kubernetes-models, which are generated from Kubernetes' OpenAPI.
//
//   npm install --prefix FOLDER kubernetes-models@5.1.0
//   node tests/campaigns/make_job_schema.cjs FOLDER >tests/campaigns/job.schema.json
'use strict';

const fs = require('fs');
const path = require('path');

const modules = path.join(process.argv[2], 'node_modules');
const home = path.join(modules, 'kubernetes-models');
const definitions = {};

// "./Container.js", "@kubernetes-models/apimachinery/api/resource/Quantity" -> the file of declarations.
function fileOf(specifier, from) {
  const found = specifier.startsWith('.') ? path.join(path.dirname(from), specifier) : path.join(modules, specifier);
  return found.replace(/\.js$/, '') + '.d.ts';
}

// The imports of a file by name: interfaces are exported under one name only.
function importsOf(text, file) {
  const found = {};
  for (const [, names, specifier] of text.matchAll(/import \{([^}]*)\} from "([^"]*)"/g)) {
    for (const name of names.split(',')) found[name.trim()] = fileOf(specifier, file);
  }
  return found;
}

function schemaOf(type, imports) {
  type = type.trim();
  const array = type.match(/^Array<([\s\S]*)>$/);
  if (array) return {type: 'array', items: schemaOf(array[1], imports)};
  const map = type.match(/^\{\s*\[key: string\]: ([\s\S]*?);?\s*\}$/);
  if (map) return {type: 'object', additionalProperties: schemaOf(map[1], imports)};
  if (/^"[^"]*"( \| "[^"]*")*$/.test(type)) return {enum: type.split(' | ').map((word) => JSON.parse(word))};
  if (type.includes(' | ')) return {anyOf: type.split(' | ').map((one) => schemaOf(one, imports))};
  if (type === 'number') return {type: 'integer'};  // A Job holds no other numbers.
  if (['string', 'boolean', 'null'].includes(type)) return {type};
  if (type === '{}' || type === 'unknown' || type === 'any') return {};
  if (!(type in imports)) throw new Error(`unknown type ${type}`);
  return {$ref: `#/definitions/${define(imports[type])}`};
}

// Adds what a file declares to the definitions, and what that needs; gives its name.
function define(file) {
  const name = path.relative(file.startsWith(home) ? home : modules, file).replace(/\.d\.ts$/, '').replaceAll('/', '.');
  if (name in definitions) return name;
  definitions[name] = {};
  const text = fs.readFileSync(file, 'utf8').replace(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '');
  const imports = importsOf(text, file);
  const alias = text.match(/export type I\w+ = ([^;]*);/);
  const body = text.match(/export interface I\w+[^{]*\{\n([\s\S]*?)^\}/m);
  definitions[name] = body ? objectOf(body[1], imports) : schemaOf(alias[1], imports);
  return name;
}

function objectOf(body, imports) {
  if (body.trim() === '') return {type: 'object'};
  const schema = {type: 'object', properties: {}, additionalProperties: false};
  for (const line of `${body.trim()}\n`.split(/;\n(?= {4}"|$)/).filter((one) => one !== '')) {
    const property = line.trim().match(/^"(.*?)"(\??): ([\s\S]*)$/);
    if (!property) throw new Error(`not understood: ${JSON.stringify(line)}`);
    const [, key, optional, type] = property;
    schema.properties[key] = schemaOf(type, imports);
    if (!optional) (schema.required ??= []).push(key);
  }
  return schema;
}

const job = define(path.join(home, 'batch/v1/Job.d.ts'));
const {version, license} = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
const comment = `Made by make_job_schema.cjs from kubernetes-models ${version} of npm (licence ${license}), whose ` +
    'declarations are generated from the OpenAPI of Kubernetes (Apache License 2.0).';
console.log(JSON.stringify({$comment: comment, $schema: 'http://json-schema.org/draft-07/schema#',
                            $ref: `#/definitions/${job}`, definitions}));
