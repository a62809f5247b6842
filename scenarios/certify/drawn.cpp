// Stories that nobody wrote: one to three sales, their customers, waits near limits, faults, outages, notices in trouble.
// Each draws first which kinds of trouble it may meet, since no one mix finds everything. No story is vacuous by
// construction: it asks for money at a till that is up, and ends at rest; limits are waited for only where they stand.
#include <algorithm>
#include <array>
#include <vector>

#include "scenarios/certify/story.h"

namespace parcours {
namespace {

using encaissement::operator""_cents;
using Notice = till_step::NoticeTrouble::Kind;

struct OpenSale {
  Sale sale;
  bool settled = false;  // Paid, cancelled or refused, or an attempt was made at it.
};

class Drawing {
 public:
  Drawing(Story& story, const TillHello& till)
      : s_{story}, till_{till}, wire_{chance(1, 2)}, notices_{till.notices != TillNotices::none && chance(1, 2)},
        outages_{till.can("crash") && chance(1, 3)}, clock_{chance(1, 4)} {}

  void draw() {
    if (clock_) s_.skews(minutes{s_.random().between(-4, 4)});
    const auto sales = s_.random().between(1, 3);
    for (int i = 0; i < sales; ++i) {
      asks();
      for (auto left = s_.random().between(0, 4); left > 0; --left) happens();
    }
    for (OpenSale& one : open_) ends(one);
    s_.rests();
    if (chance(2, 3)) is_away(hours{40 * 24});
  }

 private:
  bool chance(int of, int all) { return s_.random().chance(static_cast<std::uint64_t>(of), static_cast<std::uint64_t>(all)); }

  Ask ask() {
    std::vector<std::string> parcours{"A", "A"};
    if (till_.can("deferred")) parcours.push_back("B");
    if (till_.can("validation")) parcours.push_back("C");
    if (till_.can("validation") && till_.can("deferred")) parcours.push_back("D");
    return {.parcours = s_.random().pick(parcours)};
  }

  void asks() {
    const bool fault = wire_ && chance(1, 3);
    if (fault) s_.befalls(any_fault(), ApiCall::create);
    const Sale sale = s_.sells(ask());
    s_.breathes();
    if (fault) s_.retries(sale);
    open_.push_back({sale});
    if (!fault && open_.size() == 1 && chance(1, 3)) at_a_limit(open_.back());
  }

  // The first sale, untouched: its payment limit stands.
  void at_a_limit(OpenSale& one) {
    constexpr std::array kOffsets{-1, 0, 1, -20'000, 1'000, 200'000};
    if (one.sale.is_qr()) s_.scans(one.sale);
    s_.until_payment_limit(one.sale, Milliseconds{s_.random().pick(kOffsets)});
    if (chance(2, 3)) s_.pays(one.sale);
    else if (chance(1, 2)) s_.cancels(one.sale);
    one.settled = true;
    s_.rests();
  }

  void happens() {
    const auto what = s_.random().below(7);
    OpenSale& one = s_.random().pick(open_);
    if (what == 0) s_.rests();
    if (what == 1) s_.looks(one.sale), s_.waits(seconds{3});
    if (what == 2) s_.waits(Duration{s_.random().between(1'000, 200'000)});
    if (what == 3 && wire_) s_.befalls(any_fault(), static_cast<int>(s_.random().between(1, 3)));
    if (what == 4 && notices_) troubles_notice();
    if (what == 5 && outages_) goes_down(one);
    if (what == 6 && chance(1, 4)) is_away(hours{9 * 24});
  }

  // Nobody stands at the till for days: limits pass, sweeps come, and what is over is left alone.
  void is_away(hours most) {
    s_.waits(hours{s_.random().between(12, most.count())});
    s_.rests();
  }

  void troubles_notice() {
    const auto kind = static_cast<Notice>(s_.random().below(6));
    if (kind == Notice::forged && !till_.can("seal_check")) return;
    const Duration delay = kind == Notice::late ? Duration{s_.random().between(1'000, 900'000)} : Duration{0};
    s_.notices(kind, static_cast<int>(s_.random().between(1, 2)), delay);
  }

  void goes_down(OpenSale& one) {
    s_.crashes();
    s_.waits(Duration{s_.random().between(1'000, 400'000)});
    if (!one.settled && chance(1, 2)) pays(one);
    s_.waits(seconds{2});
    s_.restarts();
    s_.waits(seconds{2});
  }

  void pays(OpenSale& one) {
    const bool part = one.sale.parcours != "B" && chance(1, 3);
    s_.pays(one.sale, part ? s_.fresh().amount(1_cents, 1999_cents) : Money{});
    one.settled = true;
  }

  // Most customers pay; now and then the cashier does what cannot be done any more.
  void ends(OpenSale& one) {
    const auto what = s_.random().below(10);
    if (what < 6 && !one.settled) pays(one);
    if (what == 6 && !one.settled) s_.refuses(one.sale);
    if (what == 7) s_.cancels(one.sale);
    if (what == 8 && one.sale.is_qr() && till_.can("change_mode") && till_.can("identifier")) s_.pays(s_.changes_mode(one.sale));
    s_.rests();
    const bool to_validate = one.sale.parcours == "C" || one.sale.parcours == "D";
    if (to_validate && chance(2, 3)) validates(one);
    if (chance(1, 6)) s_.cancels(one.sale);
  }

  void validates(const OpenSale& one) {
    const bool fault = wire_ && chance(1, 3);
    if (fault) s_.befalls(any_fault(), ApiCall::validation);
    if (chance(1, 2)) s_.validates(one.sale);
    else s_.validates(one.sale, s_.fresh().amount(1_cents, one.sale.amount + 1_cents));
    s_.waits(seconds{6});
    if (fault) s_.retries(one.sale);
    s_.rests();
  }

  WireFault any_fault() { return static_cast<WireFault>(s_.random().below(9)); }

  Story& s_;
  const TillHello& till_;
  const bool wire_, notices_, outages_, clock_;
  std::vector<OpenSale> open_ = {};
};

}  // namespace

TillStory drawn_story(Fresh& fresh, const TillHello& till) {
  Story story{fresh, till};
  Drawing{story, till}.draw();
  return story.take();
}

}  // namespace parcours
