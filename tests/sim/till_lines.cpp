#include "tests/sim/till_lines.h"

#include <cstdlib>

#include "reference/http/wire.h"

namespace parcours {

using namespace till_message;
using encaissement::operator""_cents;

Instant till_morning() { return *http::instant_from_wire("2020-06-24T09:06:00.000Z"); }

TillReset a_till_reset() {
  TillReset reset;
  reset.base_url = "http://127.0.0.1:40123";
  reset.authority = "-----BEGIN CERTIFICATE-----\n";
  reset.shop = {"10000001", "100001", "1", "secret"};
  reset.people = {{"alice", "10000000001", "ts-client2@yopmail.com"}, {"bob", "10000000002", "bob@example.org"}};
  reset.now = till_morning();
  reset.patience_ms = 700;
  return reset;
}

TillOrder a_till_order() {
  TillOrder order;
  order.verb = TillVerb::change_mode;
  order.sale = "T7K2Q9-1";
  order.parcours = "D";
  order.amount = "40,07";
  order.mode = "identifier";
  order.customer = "10000000001";
  order.payment_days = 0;
  order.validation_days = -1;
  order.notify_email = "caisse@example.org";
  return order;
}

http::Request a_till_notification() {
  http::Request request{.method = "POST"};
  if (!http::read_target("/notices/T7%C3%A9?a=b", request)) std::abort();
  request.headers = {{"ANCV-Security", "HmacSHA256.1.x"}, {"Content-Type", "application/json"}};
  request.body = "{\"é\": \"\\n\"}";
  return request;
}

std::vector<TillMessage> every_till_message() {
  return {Hello{}, Reset{a_till_reset()}, Do{a_till_order()}, Tick{till_morning()}, Notify{a_till_notification()}, Crash{},
          Restart{a_till_reset()}, Observe{"T7K2Q9-1"}, Bye{}};
}

TillHello a_till_hello() {
  TillHello hello{.vendor = "ACME", .product = "Till", .version = "2.1", .build = "b1"};
  for (const TillCapability& capability : till_capabilities()) hello.capabilities.emplace_back(capability.name);
  hello.clock = TillClock::offset;
  hello.notices = TillNotices::adapter;
  return hello;
}

SaleView a_sale_view() {
  SaleView view{.sale = "T7K2Q9-1", .number = "foo2udp610", .state = SaleState::to_validate};
  view.requested = 4007_cents;
  view.received = 3000_cents;
  view.remaining = 1007_cents;
  view.limit = "26/06/2020";
  view.cashier = "Payé « 30,00 € »";
  view.customer = "\x1b[31m";
  view.receipt = TillReceipt{true, "TICKET\n"};
  view.screen = std::string("\x89PNG\0\xff", 6);
  return view;
}

const std::vector<WrongTillAnswer>& wrong_till_answers() {
  static const std::vector<WrongTillAnswer> all = {
      {Observe{}, R"({"id":3,"ok":{"sales":[{"sale":"A","state":"paid","requested":4007,"received":"40,07","remaining":0}]}})",
       "answer 3 to `observe`: sales[0].received: expected whole cents, found \"40,07\""},
      {Observe{}, R"({"id":3,"ok":{"sales":[{"sale":"A","state":"paid","requested":40.07,"received":0,"remaining":0}]}})",
       "sales[0].requested: expected whole cents, found 40.07"},
      {Observe{}, R"({"id":3,"ok":{"sales":[{"sale":"A","state":"payed","requested":1,"received":0,"remaining":0}]}})",
       "sales[0].state: expected one of \"none\", \"pending\", \"to_validate\", \"paid\", \"cancelled\", \"expired\", \"unknown\", did you mean \"paid\"?"},
      {Observe{}, R"({"id":3,"ok":{"sales":[{"sale":"A","state":"paid","requested":1,"recieved":0,"remaining":0}]}})",
       "sales[0].received: expected whole cents, found nothing"},
      {Observe{}, R"({"id":3,"ok":{"sales":[{"sale":"A","state":"paid","requested":1,"received":0,"remaining":0,"limt":"x"}]}})",
       "sales[0].limt: a member nobody knows, did you mean \"limit\"?"},
      {Observe{}, R"({"id":3,"ok":{"sales":[{"sale":"A","state":"paid","requested":1,"received":0,"remaining":0,"screen":"%%"}]}})",
       "sales[0].screen: expected base64 with padding, found \"%%\""},
      {Observe{}, R"({"id":3,"ok":{"sales":[{"sale":"A","state":"paid","requested":1,"received":0,"remaining":0,"receipt":"T"}]}})",
       "sales[0].receipt: expected an object, found \"T\""},
      {Observe{}, R"({"id":3,"ok":{"sales":{}}})", "sales: expected an array of objects, found {}"},
      {Observe{}, R"({"id":3,"ok":{}})", "sales: expected an array of objects, found nothing"},
      {Tick{}, R"({"id":3,"ok":{}})", "next: expected an instant, or null for never, found nothing"},
      {Tick{}, R"({"id":3,"ok":{"next":"2020-06-24T09:06:00Z"}})",
       "next: expected an instant like \"2020-06-24T09:06:00.000Z\", found \"2020-06-24T09:06:00Z\""},
      {Notify{}, R"({"id":3,"ok":{"status":99}})", "status: expected a whole number from 100 to 599, found 99"},
      {Do{}, R"({"id":3,"ok":true})", "ok: expected an object, found true"},
      {Do{}, R"({"id":3})", "expected \"ok\", \"error\" or \"unsupported\", found none of them"},
      {Do{}, R"({"id":3,"ok":{},"error":{}})", "found several"},
      {Do{}, R"({"id":3,"error":{"code":"X"}})", "error.definite: expected true or false, found nothing"},
      {Hello{}, R"({"id":3,"ok":{"protocol":"parcours-till/2"}})",
       "protocol: expected \"parcours-till/1\", found \"parcours-till/2\""},
      {Hello{}, R"({"id":3,"ok":{"protocol":"parcours-till/1","vendor":"a","product":"b","version":"c","capabilities":["sceen"],"clock":"virtual","notices":"none"}})",
       "did you mean \"screen\"?, found \"sceen\""},
      {Hello{}, R"({"id":3,"ok":{"protocol":"parcours-till/1","vendor":"a","product":"b","version":"c","capabilities":[],"clock":"Virtual","notices":"none"}})",
       "clock: expected one of \"virtual\", \"offset\", \"wall\", did you mean \"virtual\"?, found \"Virtual\""},
  };
  return all;
}

}  // namespace parcours
