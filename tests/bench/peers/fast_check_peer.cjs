// The small model as commands of fast-check: node fast_check_peer.cjs [--broken] [--runs N] [--trace N].
// One line of JSON; ends 1 when a rule was found broken, else 0. NODE_PATH says where fast-check is.
'use strict';

const {SmallModel, trace, STEP_KINDS, STEP_CHOICES, STEPS_OF_A_CASE} = require('./small_model.cjs');

const count = {steps: 0, found: '', length: 0};

class Command {
  constructor(kind, choice) {
    this.kind = kind;
    this.choice = choice;
  }
  check(model) {
    return model.admits(this.kind);
  }
  run(model, real) {
    ++count.steps;
    ++real.length;
    const rule = model.take(this.kind, this.choice);
    if (!rule) return;
    count.found = rule;
    count.length = real.length;
    throw new Error(rule);
  }
  toString() {
    return `${this.kind}/${this.choice}`;
  }
}

function timed(fc, runs, broken) {
  const kinds = Array.from({length: STEP_KINDS}, (_, kind) =>
      fc.integer({min: 0, max: STEP_CHOICES - 1}).map((choice) => new Command(kind, choice)));
  const lists = fc.commands(kinds, {maxCommands: STEPS_OF_A_CASE, size: 'max'});
  const property = fc.property(lists, (list) => {
    fc.modelRun(() => ({model: new SmallModel(broken), real: {length: 0}}), list);
  });
  count.steps = 0;
  const start = process.cpuUsage();
  fc.check(property, {numRuns: runs, seed: 1});
  const {user, system} = process.cpuUsage(start);  // Microseconds, of the compiler's and the collector's threads too.
  return count.steps / ((user + system) / 1e6);
}

function measure(runs, broken) {
  const fc = require('fast-check');
  const cold = timed(fc, Math.max(1, Math.floor(runs / 10)), broken);
  const warm = count.found || runs < 10 ? cold : timed(fc, runs, broken);
  const line = {peer: 'fast-check', steps: count.steps, cold: Math.round(cold), warm: Math.round(warm),
                found: count.found, length: count.length};
  console.log(JSON.stringify(line));
  return count.found ? 1 : 0;
}

function main(words) {
  let runs = 1000, broken = false;
  for (let i = 0; i < words.length; ++i) {
    if (words[i] === '--broken') {
      broken = true;
    } else if (words[i] === '--runs' && i + 1 < words.length) {
      runs = Number(words[++i]);
    } else if (words[i] === '--trace' && i + 1 < words.length) {
      process.stdout.write(trace(Number(words[++i])));
      return 0;
    } else {
      console.error(`fast_check_peer: unknown word ${words[i]}`);
      return 2;
    }
  }
  return measure(runs, broken);
}

process.exitCode = main(process.argv.slice(2));
