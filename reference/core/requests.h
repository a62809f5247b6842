// Creating an operation: the guards on a request in the precedence of section 5, and the operation it becomes. Used by
// Encaissement only.
#pragma once

#include "reference/core/encaissement.h"

namespace encaissement {

class Requests {
 public:
  explicit Requests(Encaissement& service) : service_{service} {}

  // Envoyer, or the POS API's create: the operation exists and is sent; the answer is always INITIALIZED.
  Outcome on(const Principal&, const Request&);

  // Continuer: says what the confirmation shows. Nothing exists and nothing is sent, but with a QR, which is made here
  // and with it the operation (FRM-09).
  Outcome on(const Principal&, const Prepare&);

 private:
  const Refusal* refusal_of_form(const Principal&, const RequestForm&) const;
  const Refusal* refusal_of_caller(const Principal&) const;
  const Refusal* refusal_of_customer(const RequestForm&) const;
  const Operation* existing(const Principal&, const RequestForm&) const;  // dedupe_create
  bool basket_taken(const Principal&, const RequestForm&) const;
  Outcome create(const Principal&, const RequestForm&);
  Operation operation_of(const Principal&, const RequestForm&);
  void set_limits(Operation&, const RequestForm&) const;

  Encaissement& service_;
};

}  // namespace encaissement
