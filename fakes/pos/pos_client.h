// The till's side of the acquisition API: calls made of bodies, dated, sealed, sent, and what is heard of them.
#pragma once

#include <memory>
#include <string>

#include "fakes/pos/pos_habits.h"
#include "fakes/pos/pos_heard.h"
#include "sim/http_transport.h"

namespace parcours {

class PosClient {
 public:
  PosClient(std::unique_ptr<HttpTransport> line, TillShop shop, const PosHabits& habits);

  // One attempt, about the transaction `number` (create: empty).
  PosHeard send(const PosIntent& intent, const std::string& number, Instant now);
  PosHeard status(const std::string& number);
  // The transaction of this basket and payment. Refused with kNotThere: there certainly is none.
  PosHeard find(const std::string& basket, const std::string& payment_id, Instant now);
  static constexpr const char* kNotThere = "NOT_THERE";

  const TillShop& shop() const { return shop_; }

 private:
  PosHeard exchange(http::Request request);
  std::string date(Instant now) const;

  std::unique_ptr<HttpTransport> line_;
  const TillShop shop_;
  const PosHabits& habits_;
};

// The body of a create, without its date.
http::Json create_body(const TillShop& shop, const PosSale& sale);

// Where the till listens; the path is what seals of notifications cover.
inline constexpr const char* kPosNoticeUrl = "http://127.0.0.1:9/till/notices";

}  // namespace parcours
