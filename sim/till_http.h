// A till whose adapter listens at an address: each message is the body of a POST, the answer the body of its answer.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "sim/till_remote.h"

namespace parcours {

struct TillHttpOptions {
  std::string url;               // "http://127.0.0.1:9000/adapter"
  std::string authorities = {};  // https: file of certificates (PEM) to trust instead of the system's.
  TillBudgets budgets = {};
};

// Why not: the URL is none.
std::variant<std::unique_ptr<Till>, std::string> connect_till(const TillHttpOptions& options);

}  // namespace parcours
