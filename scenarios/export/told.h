// A step of a scenario as it will be spelt: a verb and its fields, in YAML. Made by the teller, cut by the reduction,
// put together into a file. Used inside scenarios/export only.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/core/time.h"

namespace parcours {

struct ToldStep {
  struct Field {
    std::string name;
    std::string yaml;
  };
  std::string verb;  // "customer pays"
  std::vector<Field> fields = {};

  // A scalar, whatever stands in it.
  ToldStep& with(std::string_view name, std::string_view text);
  // A list or map that is YAML already.
  ToldStep& with_yaml(std::string_view name, std::string yaml);
  const Field* find(std::string_view name) const;
  bool is_expectation() const { return verb.starts_with("expect "); }
  bool is_action() const;  // Somebody asks the service for something.
};

std::string yaml_text(std::string_view text);                        // "\"40,00 €\""
std::string yaml_list(const std::vector<std::string>& texts);        // "[\"a\", \"b\"]"
std::string yaml_map(const std::vector<ToldStep::Field>& fields);    // "{a: \"b\"}"; the values are YAML already.

// To the millisecond, and unmistakable in October.
std::string moment_text(encaissement::Instant at);

// "  - customer pays: {customer: \"alice\"}", on one line.
std::string line_of(const ToldStep& step);

}  // namespace parcours
