// Puts the shards of one run together again. Merging is commutative and associative: some shards merge into a record
// that holds several parts, and once all parts are there the result is the bytes of the run that was never split. It is
// idempotent: what is merged, merged again alone, is itself.
#pragma once

#include <span>
#include <string>

#include "reports/record.h"
#include "reports/result.h"

namespace parcours {

// Refuses a whole run beside another record, a repeated or foreign shard (another suite, count, seed, policies, target
// or version) and a case that two shards hold. Missing shards are allowed: the result says which parts it has. A whole
// run alone is given back. `names` is what refusals call the records (their files), one each; none: they say the shards
// only.
Reported<Record> merge_some(std::span<const Record> shards, std::span<const std::string> names = {});

// As merge_some, and refuses missing shards: their verdicts are unknown, so nothing may be said of the whole
// (exit code nothing_verified).
Reported<Record> merge_all(std::span<const Record> shards, std::span<const std::string> names = {});

}  // namespace parcours
