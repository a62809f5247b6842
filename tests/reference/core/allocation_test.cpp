// "Nothing pays for what it does not use": once room is reserved, a command without an idempotency key allocates nothing.
// This program replaces operator new, so it is a test binary of its own.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "tests/reference/core/service_fixture.h"

namespace {
std::size_t allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace encaissement {
namespace {

class AllocationTest : public ServiceTest {
 protected:
  AllocationTest() { service().reserve(2000, 1'000'000); }

  // What 100 lives of an operation allocate.
  template <class Life>
  std::size_t allocated_by(const Life& life) {
    const std::size_t before = allocations;
    for (int i = 0; i < 100; ++i) life();
    return allocations - before;
  }
};

TEST_F(AllocationTest, AReservationWithTextsAllocatesNothing) {
  RequestForm f = form_c("40");
  f.label = "Location de canoë, deux heures, départ de Saint-Jean-le-Blanc";
  f.client_reference = "un client dont la référence est longue";
  const TypedAmount paid = TypedAmount::given(1_cents), lowered = TypedAmount::given(1_cents);
  EXPECT_EQ(allocated_by([&] {
              request(f);
              run(alice, Pay{number(), {}, paid});
              run(till, Validate{number(), lowered});
            }),
            0u);
  EXPECT_EQ(status(), "validated");
}

TEST_F(AllocationTest, AQrScannedRefusedOrCancelledAllocatesNothing) {
  const RequestForm f = form_qr("40");
  EXPECT_EQ(allocated_by([&] {
              request(f);
              scan(alice);
              scan(bob);
              refuse(alice);
              request(f);
              change_mode();
              cancel();
            }),
            0u);
}

TEST_F(AllocationTest, DeadlinesAndRemindersAllocateNothing) {
  const RequestForm d = form_d("40", 1, 1);
  const TypedAmount paid = TypedAmount::given(1_cents);
  EXPECT_EQ(allocated_by([&] {
              request(d);
              request(d);
              run(alice, Pay{number(), {}, paid});
              later(std::chrono::hours{72});
              service().advance(now_);
            }),
            0u);
}

TEST_F(AllocationTest, LooksAndRefusalsAllocateNothing) {
  request(form_b("40"));
  const TypedAmount too_much = TypedAmount::given(9999_cents);
  EXPECT_EQ(allocated_by([&] {
              service().find(till, number());
              service().next_deadline();
              run(alice, Pay{number(), {}, too_much});
              run(till, Validate{number(), {}});
              run(till, Request{RequestForm{}});
            }),
            0u);
}

}  // namespace
}  // namespace encaissement
