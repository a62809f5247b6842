// Fuzz target of what tills, integrators and strangers hand to a certification: the first byte chooses the reader, the
// rest is its text. What can be read is written again and reads the same; what cannot be read says why. Built and run by
// tests/fuzz/till.sh.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "scenarios/certify/certificate_json.h"
#include "scenarios/certify/story_file.h"
#include "sim/till_words.h"

namespace {

using namespace parcours;

void must(bool holds) {
  if (!holds) std::abort();
}

// An answer, to each message that there is.
void check_answer(const std::string& line) {
  if (!answer_id(line)) return;
  const TillMessage asked[] = {till_message::Hello{}, till_message::Tick{}, till_message::Notify{}, till_message::Observe{},
                               till_message::Bye{}};
  for (const TillMessage& message : asked) {
    const TillAnswer answer = read_answer(message, line);
    must(answer.reply.kind != TillReply::Kind::lost || !answer.reply.message.empty());
  }
}

void check_message(const std::string& line) {
  const ReadMessage read = read_message(line);
  must(read.message.has_value() || !read.trouble.empty());
  if (!read.message) return;
  const ReadMessage again = read_message(to_line(read.id, *read.message));
  must(again.message && to_line(read.id, *again.message) == to_line(read.id, *read.message));
}

void check_story(const std::string& text) {
  const Reported<TillStory> story = read_story(text, "story.json");
  if (!story) return must(!story.error().text().empty());
  const std::string written = to_json_text(story.value());
  const Reported<TillStory> again = read_story(written, "story.json");
  must(again && to_json_text(again.value()) == written);
}

// Only the one text of a certificate is read.
void check_certificate_text(const std::string& text) {
  const Reported<Certificate> certificate = certificate_from(text, "certificate.json");
  must(certificate ? certificate_text(certificate.value()) == text : !certificate.error().text().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text{reinterpret_cast<const char*>(data) + 1, size - 1};
  switch (data[0] % 4) {
    case 0: check_answer(text); break;
    case 1: check_message(text); break;
    case 2: check_story(text); break;
    case 3: check_certificate_text(text); break;
  }
  return 0;
}
