// The till's paper: what is written here outlives a crash. A sale is written before a call of it is sent, and after each
// thing heard.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "fakes/pos/pos_sale.h"

namespace parcours {

class PosStore {
 public:
  virtual ~PosStore() = default;
  virtual void write(const PosSale& sale) = 0;
  virtual std::vector<PosSale> read() const = 0;  // In the order in which they were first written.
  virtual void clear() = 0;
};

// Outlives what the till remembers, not the process.
std::unique_ptr<PosStore> make_memory_store();

// One file in `folder`, which is made where it is missing; replaced whole at each writing. What was written by another
// process is read. Trouble with the disk is told on standard error; the till goes on.
std::unique_ptr<PosStore> make_file_store(const std::string& folder);

}  // namespace parcours
