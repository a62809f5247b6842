// Puts the shards of one run together again. Merging is commutative and associative: some shards merge into a record
// that holds several parts, and once all parts are there the result is the bytes of the run that was never split.
#pragma once

#include <span>

#include "reports/record.h"
#include "reports/result.h"

namespace parcours {

// Refuses a record that is no shard, a repeated or foreign shard (another suite, count, seed, policies, target or
// version) and a case that two shards hold. Missing shards are allowed: the result says which parts it has.
Reported<Record> merge_some(std::span<const Record> shards);

// As merge_some, and refuses missing shards: their verdicts are unknown, so nothing may be said of the whole
// (exit code nothing_verified).
Reported<Record> merge_all(std::span<const Record> shards);

}  // namespace parcours
