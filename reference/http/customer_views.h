// What a customer's phone sees of his requests, for customer_api.cpp: one request with what may be paid of it, and the
// list, whole or by pages.
#pragma once

#include "reference/http/route.h"
#include "reference/http/wire.h"

namespace parcours::http {

// One request as its customer sees it: what concerns tills only is not shown; whom the money is for is, and `payable`, what
// he may pay of it now (PAY-03, and what of that his balance covers). Null: nothing, it is not awaiting, or late. `refusable`:
// whether he may refuse it now.
Json request_json(const Exchange& at, OperationView view);

// What a QR code asks for, for whoever holds it, where a scan binds nobody (PAY-09, qr_binds_on = pay): until somebody paid.
// None: the code is not the genuine one of this operation, or the request is somebody's.
std::optional<OperationView> look_by_code(const Exchange& at, const std::string& number, const std::string& code);

// GET /customer/api/requests. Neither `page` nor `size`: all of them, in order of creation. Else that page of them: those
// awaiting the customer first, then the latest action first.
Handled list_requests(const Exchange& at);

}  // namespace parcours::http
