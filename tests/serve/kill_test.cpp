// REP-03 on the built program: killed without warning at any moment under load, started again on the same folder, and
// compared with what it had acknowledged. PARCOURS_KILLS=300 kills so often; without it some seconds' worth.
// PARCOURS_KILL_SEED=N draws another run.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include "tests/serve/ledger.h"
#include "tests/serve/served.h"

namespace parcours::kill {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int kKillsWithoutWord = 15, kKillsOfOneFolder = 25;
constexpr std::chrono::seconds kTimeWithoutWord{25};
constexpr std::size_t kUnlimited = 1'000'000;

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* text = getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// A folder with the people, the program on it, and everybody's book.
class Siege {
 public:
  explicit Siege(Random random) : random_{random} {
    std::string name = (fs::temp_directory_path() / "parcours-kill-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) folder_ = name;
    std::ofstream{folder_ / "people.yaml"} << crowd_as_file();
    std::vector<std::string> words{"--data", data(), "--world", folder_ / "people.yaml", "--cheap-passwords", "--clock", "virtual",
                                   "--start", "24/06/2020 02:00", "--seed", std::to_string(kSeed)};
    for (const std::string& setting : settings()) words.insert(words.end(), {"--policy", setting});
    program_ = std::make_unique<Served>(std::move(words));
    for (std::size_t i = 1; i <= kClients; ++i) ledgers_.push_back(std::make_unique<Ledger>(i, random_.stream("clients").seed()));
  }
  ~Siege() {
    program_->kill();
    std::error_code trouble;
    fs::remove_all(folder_, trouble);
  }

  // Loads, kills, looks at the folder, starts again, compares. Empty: all is as acknowledged.
  std::vector<std::string> kill_once() {
    if (auto troubles = load_and_kill(); !troubles.empty()) return troubles;
    return start_and_compare();
  }

  std::vector<std::string> load_and_kill() {
    if (program_->url().empty()) program_->begin();
    if (!program_->listens()) return {"the program does not start: " + program_->said()};
    now_ += std::chrono::seconds{1};
    std::atomic<bool> stops{false};
    std::vector<std::thread> clients;
    for (const auto& ledger : ledgers_)
      clients.emplace_back([&, service = program_->target(crowd(), now_)] { ledger->work(*service, now_, kUnlimited, stops); });
    std::this_thread::sleep_for(milliseconds{random_.below(random_.chance(1, 4) ? 30 : 400)});
    program_->kill();
    for (std::thread& client : clients) client.join();
    return {};
  }

  // Sometimes the next start dies too; sometimes `journal verify` is the first to open what is left.
  std::vector<std::string> start_and_compare() {
    if (random_.chance(1, 6)) {
      program_->begin();
      std::this_thread::sleep_for(milliseconds{random_.below(40)});
      program_->kill();
    }
    if (random_.chance(1, 2) && run_program({"journal", "verify", data()}) != 0) return {"journal verify finds it damaged"};
    program_->begin();
    if (!program_->listens()) return {"the program does not start: " + program_->said()};
    return compare();
  }

  std::vector<std::string> compare() {
    std::vector<std::string> troubles;
    const auto service = program_->target(crowd(), now_);
    Money expected;
    for (const auto& ledger : ledgers_)
      for (std::string& line : ledger->compare(*service, now_)) troubles.push_back(std::move(line));
    for (std::size_t i = 0; i < kClients; ++i) expected = expected + crowd().customers[i].balance + ledgers_[i]->credited();
    if (all_money(*service, now_) != expected) troubles.push_back("MON-01: money was made or lost");
    return troubles;
  }

  int verify() {
    program_->kill();
    return run_program({"journal", "verify", data()});
  }
  // The folder as it is now, kept aside, and put back: what was acknowledged in between is gone.
  void keep_copy() const { fs::copy(data(), folder_ / "copy", fs::copy_options::recursive); }
  void put_copy_back() const {
    fs::remove_all(data());
    fs::rename(folder_ / "copy", data());
  }
  std::string data() const { return folder_ / "data"; }
  Tally tally() const {
    Tally sum;
    for (const auto& ledger : ledgers_) {
      sum.acknowledged += ledger->tally().acknowledged, sum.refused += ledger->tally().refused;
      sum.open_happened += ledger->tally().open_happened, sum.open_did_not += ledger->tally().open_did_not;
    }
    return sum;
  }

 private:
  Random random_;
  fs::path folder_;
  std::unique_ptr<Served> program_;
  std::vector<std::unique_ptr<Ledger>> ledgers_;
  Instant now_ = kStart;
};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "\n  " + line;
  return text;
}

TEST(KillTest, WhatWasAcknowledgedIsThereAfterAKillAtAnyMoment) {
  const std::uint64_t asked = number_from("PARCOURS_KILLS", 0), seed = number_from("PARCOURS_KILL_SEED", 20200624);
  const auto until = Clock::now() + kTimeWithoutWord;
  Tally all;
  int kills = 0;
  while (asked > 0 ? kills < static_cast<int>(asked) : kills < kKillsWithoutWord && Clock::now() < until) {
    Siege siege{Random{seed}.stream(static_cast<std::uint64_t>(kills))};
    for (int i = 0; i < kKillsOfOneFolder && (asked > 0 ? kills < static_cast<int>(asked) : kills < kKillsWithoutWord && Clock::now() < until); ++i, ++kills) {
      const auto troubles = siege.kill_once();
      ASSERT_TRUE(troubles.empty()) << "seed " << seed << ", kill " << kills << ':' << joined(troubles);
    }
    EXPECT_EQ(siege.verify(), 0);
    const Tally tally = siege.tally();
    all.acknowledged += tally.acknowledged, all.refused += tally.refused;
    all.open_happened += tally.open_happened, all.open_did_not += tally.open_did_not;
  }
  EXPECT_GT(all.acknowledged, static_cast<std::uint64_t>(kills));  // Else nothing was tried.
  std::cout << kills << " kills, " << all.acknowledged << " calls acknowledged and " << all.refused << " refused, of those without an answer "
            << all.open_happened << " had happened and " << all.open_did_not << " had not\n";
}

TEST(KillTest, AFolderThatLostItsEndIsTold) {
  Siege siege{Random{1}};
  ASSERT_EQ(joined(siege.kill_once()), "");
  ASSERT_EQ(siege.verify(), 0);
  siege.keep_copy();
  const std::uint64_t before = siege.tally().acknowledged;
  for (int i = 0; i < 20 && siege.tally().acknowledged == before; ++i) ASSERT_EQ(joined(siege.load_and_kill()), "");
  ASSERT_GT(siege.tally().acknowledged, before);
  siege.put_copy_back();
  EXPECT_NE(joined(siege.start_and_compare()), "");
}

}  // namespace
}  // namespace parcours::kill
