// The guide's people as the acts of a story know them: which Speaker a Role is at the seam, and which Principal in the
// core of a service that was populated with guide_world() (reference/desk/populate.h).
#pragma once

#include "reference/core/command.h"
#include "sim/act.h"
#include "sim/target.h"

namespace parcours {

bool is_merchant(Role role);  // Tills are merchants', too.
bool is_customer(Role role);
bool is_till(Role role);

Speaker speaker_of(Role role);
encaissement::Principal principal_of(Role role);

// The point where a merchant's role collects, by code and by id; none for anybody else.
std::string_view point_code(Role role);
encaissement::PointId point_of(Role role);

encaissement::CustomerId customer_of(Role role);  // Nobody when it is no customer.
Role role_of(encaissement::CustomerId customer);  // REQUIRES: one of the guide's.
std::string_view login_of(Role role);             // Empty when it has no account.

// What a form of `who` says, as typed: every text of it. `today` is the Paris day on which it is filled in.
RequestForm typed_form(const FormChoice& choice, Money amount, Twist twist, Role who, encaissement::Day today);

// How an addressee is written: "10000003051", "bob@mail.example".
std::string identifier_of(Addressee addressee, bool by_email);

}  // namespace parcours
