// The words of mails and pushes, in French as in the guide (NOT-01, NOT-02, ACC-03).
#pragma once

#include <string>

#include "reference/core/encaissement.h"

namespace encaissement {

struct Letter {
  std::string subject, body;
};

// What the person reads; for an API notification the state alone.
Letter letter_of(const Encaissement& service, const Notice& notice);

}  // namespace encaissement
