#include "reference/core/text_index.h"

#include <gtest/gtest.h>

#include <string>

namespace encaissement {
namespace {

enum class Id : std::uint32_t { none = 0 };

class TextIndexTest : public ::testing::Test {
 protected:
  auto called(std::string_view text) const {
    return [this, text](Id id) { return FoldedEqual{}(names_[static_cast<std::size_t>(id)], text); };
  }
  void add(const std::string& name) {
    names_.push_back(name);
    index_.add(names_.back(), Id{static_cast<std::uint32_t>(names_.size() - 1)}, called(names_.back()));
  }
  std::size_t find(std::string_view name) const { return static_cast<std::size_t>(index_.find(name, called(name))); }

  std::vector<std::string> names_{""};
  TextIndex<Id> index_;
};

TEST_F(TextIndexTest, FindsEachOfManyWithoutRegardToCase) {
  for (int i = 1; i <= 10'000; ++i) add("Customer" + std::to_string(i) + "@mail.example");
  for (int i = 1; i <= 10'000; ++i)
    ASSERT_EQ(find("cUSTOMER" + std::to_string(i) + "@mail.example"), static_cast<std::size_t>(i));
  EXPECT_EQ(find("customer0@mail.example"), 0u);
}

TEST_F(TextIndexTest, NothingIsFoundInNothing) { EXPECT_EQ(find("alice"), 0u); }

TEST_F(TextIndexTest, OfTwoWithOneNameTheFirstIsFound) {
  add("alice");
  add("ALICE");
  EXPECT_EQ(find("Alice"), 1u);
}

TEST_F(TextIndexTest, RoomMadeBeforeChangesNothing) {
  index_.reserve(5000);
  add("alice");
  add("bob");
  index_.reserve(100'000);
  EXPECT_EQ(find("alice"), 1u);
  EXPECT_EQ(find("bob"), 2u);
}

}  // namespace
}  // namespace encaissement
