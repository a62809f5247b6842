#include "scenarios/cli/shard.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "reports/text.h"
#include "scenarios/cli/options.h"

namespace parcours {
namespace {

constexpr const char* kShardsVariable = "PARCOURS_SHARDS";

ReportError trouble(std::string what) { return {"--shard", std::move(what)}; }

std::string quoted(const std::string& text) { return '"' + one_line(text, 60) + '"'; }

// A variable that may be absent, but must be a whole number when it is there.
struct Variables {
  const Environment& environment;
  std::optional<ReportError> wrong{};  // The first one that cannot be read.

  std::optional<std::size_t> number(const std::string& name) {
    const std::optional<std::string> text = environment(name);
    if (!text) return std::nullopt;
    const auto value = whole_number(*text);
    if (!value && !wrong) wrong = trouble(fmt::format("{} should be a whole number and is {}", name, quoted(*text)));
    return value;
  }
};

// What one engine says. `index` counts from `base`; no base: the engine's numbers leave it open.
struct Saying {
  const char* variable = "";
  std::size_t index = 0;
  std::optional<std::size_t> base{};
  std::optional<std::size_t> count{};
  std::string how_to_count{};  // How to go on when count is absent.
  bool world_of_one = false;   // Of MPI: it says nothing.
};

std::string half_set(const char* there, const char* missing) {
  return fmt::format("{} is set and {} is not: is this process started by hand? Say it as I/N", there, missing);
}

const std::string kCountByHand =
    fmt::format("it does not say how many parts there are: use auto/N, or set {} to N", kShardsVariable);

// `--array=0-63` and `--array=1-64` are whole and say where they begin. Others are parts of one, started again, say:
// then the number of parts is `total`, and the array must touch its first or its last part to show from where it
// counts.
std::optional<Saying> slurm(Variables& variables, std::optional<std::size_t> total) {
  const auto id = variables.number("SLURM_ARRAY_TASK_ID");
  const auto first = variables.number("SLURM_ARRAY_TASK_MIN");
  const auto last = variables.number("SLURM_ARRAY_TASK_MAX");
  const auto count = variables.number("SLURM_ARRAY_TASK_COUNT");
  if (variables.wrong || (!id && !first && !last && !count)) return std::nullopt;
  if (!id || !first || !last || !count) {
    variables.wrong =
        trouble("of SLURM_ARRAY_TASK_ID, _MIN, _MAX and _COUNT some are set and some are not: say it as I/N");
    return std::nullopt;
  }
  Saying saying{.variable = "SLURM_ARRAY_TASK_ID", .index = *id};
  const bool whole = *last >= *first && *last - *first + 1 == *count;
  if (whole && *first <= 1 && (!total || *total == *count)) {
    saying.base = *first;
    saying.count = *count;
  } else if (*first == 0) {
    saying.base = 0;
  } else if (total && *last == *total) {
    saying.base = 1;
  }
  saying.how_to_count = fmt::format(
      "the array from {} to {} with {} is not all of one that begins at 0 or 1: use auto/N with the N of the whole",
      *first, *last, plural(*count, "task"));
  return saying;
}

std::optional<Saying> kubernetes(Variables& variables) {
  const auto index = variables.number("JOB_COMPLETION_INDEX");
  if (!index) return std::nullopt;
  return Saying{.variable = "JOB_COMPLETION_INDEX", .index = *index, .base = 0, .how_to_count = kCountByHand};
}

std::optional<Saying> gnu_parallel(Variables& variables) {
  const auto sequence = variables.number("PARALLEL_SEQ");
  if (!sequence) return std::nullopt;
  return Saying{.variable = "PARALLEL_SEQ", .index = *sequence, .base = 1, .how_to_count = kCountByHand};
}

std::optional<Saying> mpi(Variables& variables, const char* rank_name, const char* size_name) {
  const auto rank = variables.number(rank_name);
  const auto size = variables.number(size_name);
  if (variables.wrong || (!rank && !size)) return std::nullopt;
  if (!rank || !size) {
    variables.wrong = trouble(rank ? half_set(rank_name, size_name) : half_set(size_name, rank_name));
    return std::nullopt;
  }
  return Saying{
      .variable = rank_name, .index = *rank, .base = 0, .count = size, .world_of_one = *rank == 0 && *size == 1};
}

// A world of one is what an engine's launcher leaves behind in a process that is no part of anything: it is heard only
// when nobody else speaks.
void drop_worlds_of_one(std::vector<Saying>& sayings) {
  const auto is_one = [](const Saying& saying) { return saying.world_of_one; };
  if (!std::all_of(sayings.begin(), sayings.end(), is_one)) std::erase_if(sayings, is_one);
}

Reported<std::vector<Saying>> sayings_of(const Environment& environment, std::optional<std::size_t> total) {
  Variables variables{environment};
  std::vector<Saying> sayings;
  for (auto& one :
       {slurm(variables, total), kubernetes(variables), mpi(variables, "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        mpi(variables, "PMI_RANK", "PMI_SIZE"), gnu_parallel(variables)}) {
    if (one) sayings.push_back(*one);
  }
  if (variables.wrong) return *variables.wrong;
  drop_worlds_of_one(sayings);
  return sayings;
}

Reported<ShardChoice> checked(const ShardChoice& choice, std::size_t index, std::size_t base) {
  if (choice.count < 1 || choice.count > kShardsMax) {
    return trouble(fmt::format("expected 1 to {} parts, found {}", kShardsMax, choice.count));
  }
  if (index >= base && index - base < choice.count) return choice;
  return trouble(fmt::format("{} is {}, and of {} it should be from {} to {}", choice.said_by, index,
                             plural(choice.count, "part"), base, choice.count - 1 + base));
}

Reported<ShardChoice> choice_of(const Saying& saying, std::optional<std::size_t> total) {
  if (saying.count && total && *saying.count != *total) {
    return trouble(
        fmt::format("{} is of {}, and {} are asked for", saying.variable, plural(*saying.count, "part"), *total));
  }
  const auto count = saying.count ? saying.count : total;
  if (!count) return trouble(fmt::format("{} says which part this is, and {}", saying.variable, saying.how_to_count));
  if (!saying.base) {
    return trouble(
        fmt::format("{} is {}, and it is not said whether tasks count from 0 or from 1: use \"${}/{}\" if from 1",
                    saying.variable, saying.index, saying.variable, *count));
  }
  return checked({.part = saying.index - *saying.base + 1, .count = *count, .said_by = saying.variable}, saying.index,
                 *saying.base);
}

Reported<ShardChoice> from_environment(const Environment& environment, std::optional<std::size_t> total) {
  const Reported<std::vector<Saying>> sayings = sayings_of(environment, total);
  if (!sayings) return sayings.error();
  if (sayings.value().empty()) {
    return trouble(
        "auto: no engine says which part this is (SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, OMPI_COMM_WORLD_RANK, "
        "PMI_RANK, PARALLEL_SEQ); say it as I/N");
  }
  std::optional<ShardChoice> chosen;
  for (const Saying& saying : sayings.value()) {
    const Reported<ShardChoice> choice = choice_of(saying, total);
    if (!choice) return choice.error();
    if (!chosen) chosen = choice.value();
    if (chosen->part == choice.value().part && chosen->count == choice.value().count) continue;
    return trouble(fmt::format("{} says {}/{} and {} says {}/{}: say which as I/N", chosen->said_by, chosen->part,
                               chosen->count, choice.value().said_by, choice.value().part, choice.value().count));
  }
  return *chosen;
}

Reported<ShardChoice> read_auto(std::optional<std::size_t> total, const Environment& environment) {
  Variables variables{environment};
  const auto shards = variables.number(kShardsVariable);
  if (variables.wrong) return *variables.wrong;
  if (total && shards && *total != *shards) {
    return trouble(
        fmt::format("auto/{} asks for {}, and {} is {}", *total, plural(*total, "part"), kShardsVariable, *shards));
  }
  return from_environment(environment, total ? total : shards);
}

ReportError not_understood(const std::string& words) {
  return trouble(
      fmt::format("expected a part and how many there are, such as 1/4, or auto, or auto/4, found {}", quoted(words)));
}

}  // namespace

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return std::string{value};
  };
}

Reported<ShardChoice> read_shard(const std::string& words, const Environment& environment) {
  if (words == "auto") return read_auto(std::nullopt, environment);
  const std::size_t slash = words.find('/');
  const auto count = whole_number(slash == std::string::npos ? std::string{} : words.substr(slash + 1));
  const std::string which = words.substr(0, slash);
  if (!count) return not_understood(words);
  if (which == "auto") return read_auto(*count, environment);
  const auto part = whole_number(which);
  if (!part || *part < 1 || *part > *count || *count > kShardsMax) return not_understood(words);
  return ShardChoice{.part = *part, .count = *count, .said_by = "--shard"};
}

}  // namespace parcours
