#include "reference/http/message.h"

#include <gtest/gtest.h>

namespace parcours::http {
namespace {

Request request_to(std::string_view target) {
  Request request;
  EXPECT_TRUE(read_target(target, request)) << target;
  return request;
}

bool is_refused(std::string_view target) {
  Request request;
  return !read_target(target, request);
}

TEST(Message, PathIsDecodedAndWithoutTrailingSlash) {
  EXPECT_EQ(request_to("/a%20b/c/").path, "/a b/c");
  EXPECT_EQ(request_to("/").path, "/");
  EXPECT_EQ(request_to("//").path, "/");
  EXPECT_EQ(request_to("/a+b").path, "/a+b");
}

TEST(Message, RawPathAndQueryStayAsSent) {
  const auto request = request_to("/a%20b/?x=%41#part");
  EXPECT_EQ(request.raw_path, "/a%20b/");
  EXPECT_EQ(request.query, "x=%41");
}

TEST(Message, APathWithItsHostIsThePath) {
  EXPECT_EQ(request_to("http://host:80/x?y=z").path, "/x");
  EXPECT_EQ(request_to("HTTPS://host").path, "/");
  EXPECT_EQ(request_to("http://host?y=z").query, "y=z");
}

TEST(Message, WhatIsNoPathIsRefused) {
  for (const auto* target : {"", "x", "*", "?x=1", "/%", "/%4", "/%4g", "/%00", "/%0a", "/%7F", "/a%2fb", "/?a=%", "ftp://h/x"})
    EXPECT_TRUE(is_refused(target)) << target;
}

TEST(Message, ParametersAreDecodedAndTheFirstCounts) {
  const auto request = request_to("/?a=1%2B1&b=x+y&a=2&empty=&alone&n%61me=v&&=nameless");
  EXPECT_EQ(request.parameter("a"), "1+1");
  EXPECT_EQ(request.parameter("b"), "x y");
  EXPECT_EQ(request.parameter("empty"), "");
  EXPECT_EQ(request.parameter("alone"), "");
  EXPECT_EQ(request.parameter("name"), "v");
  EXPECT_EQ(request.parameter(""), "");
  EXPECT_EQ(request.parameter("missing"), std::nullopt);
}

TEST(Message, HeadersAreFoundInAnyCase) {
  const Request request{.headers = {{"X-One", "1"}, {"x-one", "2"}}};
  EXPECT_EQ(request.header("X-ONE"), "1");
  EXPECT_EQ(request.header("X-On"), "");
}

TEST(Message, CookiesAreFoundAmongOthers) {
  const Request request{.headers = {{"Cookie", "a=1; session=abc=; q=\"in quotes\""}, {"cookie", "late=4;a=2"}}};
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("session"), "abc=");
  EXPECT_EQ(request.cookie("q"), "in quotes");
  EXPECT_EQ(request.cookie("late"), "4");
  EXPECT_EQ(request.cookie("essio"), "");
}

TEST(Message, PercentDecodingTakesBothCasesAndRefusesHalves) {
  EXPECT_EQ(percent_decoded("%c3%A9", false), "\xc3\xa9");
  EXPECT_EQ(percent_decoded("a+b%2b", true), "a b+");
  for (const auto* text : {"%", "%a", "%ag", "%-1", "x%"}) EXPECT_EQ(percent_decoded(text, false), std::nullopt) << text;
}

}  // namespace
}  // namespace parcours::http
