// A recording as steps: calls, waits by the clock between them, crashes, and how things stand in the end. Used inside
// scenarios/export only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/export/record_names.h"
#include "scenarios/export/told.h"

namespace parcours {

// A step with its line in the file, or what stands there in its place.
struct RecordedLine {
  ToldStep step;
  std::string left_out;    // In words: what is said when the step cannot stand; empty: it must.
  bool is_out = false;     // It cannot.
  std::string remark = {};  // Stands before it.
};

class RecordTeller {
 public:
  RecordTeller(const Recording& recording, World world, std::vector<NoticeView> notices);

  // Why not, in words; empty: all is told.
  std::string tell();
  // What `target` shows at `now`, after all.
  void tell_end(Target& target, Instant now);

  std::vector<RecordedLine>& lines() { return lines_; }
  bool hides_failures() const { return hides_failures_; }

 private:
  void pass_to(Instant at);
  void tell(const Recorded& event);
  void tell_call(const Recorded& event);
  void tell_failure(const Recorded& event);
  std::string stand_where(const Call& call);
  void add(ToldStep step, std::string left_out = {});
  void leave_out(const Recorded& event);
  bool is_signatory(const std::string& login) const;

  void tell_operations(Target& target);
  void tell_operation(Target& target, const std::string& number, const std::string& name);
  void tell_money(Target& target);
  void tell_accounts(Target& target);
  void tell_notices(Target& target);

  const Recording& recording_;
  RecordNames names_;
  Instant now_;
  std::vector<RecordedLine> lines_;
  std::size_t last_moment_ = 0;  // The line of the last call or wait: deliveries that fail then are announced before it.
  std::map<std::string, std::string> stands_;  // Speaker -> point.
  bool tells_failures_ = false, hides_failures_ = false;
  std::string why_not_;
};

}  // namespace parcours
