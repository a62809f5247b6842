// Which part of a campaign this process does: the words of --shard, and what the engine that started the process says
// in its environment. Every verb that can be split reads --shard here.
//
//   I/N     the I-th of N parts, counted from 1; the environment is not looked at.
//   auto    part and number as the engine says them.
//   auto/N  of N parts; the engine says which. For engines that do not say how many there are, and for an array of
//           which some tasks are started again.
//
// | engine               | which part                | of how many                                   | counts from |
// |----------------------|---------------------------|-----------------------------------------------|-------------|
// | Slurm, job array     | SLURM_ARRAY_TASK_ID       | SLURM_ARRAY_TASK_COUNT, when without gaps     | _MIN: 0, 1  |
// | Kubernetes, Indexed  | JOB_COMPLETION_INDEX      | not said: N, or PARCOURS_SHARDS               | 0           |
// | Open MPI             | OMPI_COMM_WORLD_RANK      | OMPI_COMM_WORLD_SIZE                          | 0           |
// | MPICH, Intel, Slurm  | PMI_RANK                  | PMI_SIZE                                      | 0           |
// | GNU parallel         | PARALLEL_SEQ              | not said: N, or PARCOURS_SHARDS               | 1           |
//
// PARCOURS_SHARDS is for job files: it means the same as N. Engines inside one another are taken only when they agree,
// but for an MPI world of one, which says nothing.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "reports/result.h"

namespace parcours {

struct ShardChoice {
  std::size_t part = 1;   // 1 … count
  std::size_t count = 1;  // At most kShardsMax.
  std::string said_by{};  // "--shard", or the variable that says which part.
  friend bool operator==(const ShardChoice&, const ShardChoice&) = default;
};

inline constexpr std::size_t kShardsMax = 10'000;
inline constexpr const char* kShardHelp =
    "only the I-th of N parts, or auto or auto/N: as Slurm, Kubernetes, MPI or GNU parallel say; put together with: "
    "parcours report merge";

// The value of a variable, or none when it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
Environment process_environment();

// `words` as typed after --shard. Refused, with what was expected and what was found: other words, a part that is not
// among 1 … count, an engine's variable that is unreadable or stands without its partner, two sayings that disagree,
// and no engine at all. Never guesses: a wrong part would be noticed only when the shards are merged.
Reported<ShardChoice> read_shard(const std::string& words, const Environment& environment);

}  // namespace parcours
