// Keys as files: private, kept, whole. And what digests are of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "reports/files.h"
#include "scenarios/certify/file_digest.h"
#include "scenarios/certify/key_file.h"

namespace parcours {
namespace {

using namespace encaissement;
using testing::HasSubstr, testing::Not;
namespace fs = std::filesystem;

class KeyFile : public testing::Test {
 protected:
  KeyFile() {
    std::string name = (fs::temp_directory_path() / "key-XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~KeyFile() override { fs::remove_all(folder); }
  std::string path(const std::string& name) const { return (folder / name).string(); }
  std::string text(const std::string& name) const { return read_text_file(path(name)).value(); }
  void write(const std::string& name, const std::string& content, mode_t mode = 0600) const {
    write_text_file(path(name), content);
    ::chmod(path(name).c_str(), mode);
  }

  fs::path folder;
  const SecretKey key = SecretKey::make();
};

TEST_F(KeyFile, IsForItsOwnerAloneWhateverTheMask) {
  const mode_t before = ::umask(0);
  ASSERT_FALSE(write_secret_key_file(path("k"), key));
  ::umask(before);
  EXPECT_EQ(fs::status(path("k")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(KeyFile, ComesBackAsItWas) {
  ASSERT_FALSE(write_secret_key_file(path("k"), key));
  const Reported<SecretKey> read = read_secret_key_file(path("k"));
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(read.value().public_key(), key.public_key());
  EXPECT_EQ(read.value().sign("a text"), key.sign("a text"));
}

TEST_F(KeyFile, IsNeverOverwrittenNorWrittenThroughALink) {
  write("k", "something of mine");
  fs::create_symlink(path("nowhere"), path("link"));
  for (const char* name : {"k", "link"}) EXPECT_TRUE(write_secret_key_file(path(name), key)) << name;
  EXPECT_EQ(text("k"), "something of mine");
  EXPECT_FALSE(fs::exists(path("nowhere")));
}

TEST_F(KeyFile, ThatOthersCanReadIsRefused) {
  ASSERT_FALSE(write_secret_key_file(path("k"), key));
  for (const mode_t mode : {0640, 0604, 0620}) {
    ::chmod(path("k").c_str(), mode);
    const Reported<SecretKey> read = read_secret_key_file(path("k"));
    ASSERT_FALSE(read.ok());
    EXPECT_THAT(read.error().text(), HasSubstr("others can read"));
  }
}

TEST_F(KeyFile, WhoseBytesWereChangedIsRefused) {
  ASSERT_FALSE(write_secret_key_file(path("k"), key));
  const std::string whole = text("k");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string other = whole;
    other[i] = static_cast<char>(other[i] ^ 1);
    if (std::isspace(static_cast<unsigned char>(whole[i]))) continue;
    write("k", other);
    ASSERT_FALSE(read_secret_key_file(path("k")).ok()) << i;
  }
}

TEST_F(KeyFile, ItsPublicPartIsReadAndHoldsNoSecret) {
  write("p", public_key_text(key.public_key()), 0644);
  const Reported<PublicKey> read = read_public_key_file(path("p"));
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(read.value(), key.public_key());
  EXPECT_THAT(text("p"), Not(HasSubstr(key.to_text())));
}

TEST_F(KeyFile, ASecretKeyIsNotTakenForAPublicOneNorTheOtherWay) {
  ASSERT_FALSE(write_secret_key_file(path("k"), key));
  write("p", public_key_text(key.public_key()));
  EXPECT_THAT(read_public_key_file(path("k")).error().text(), HasSubstr("is a secret key"));
  EXPECT_FALSE(read_secret_key_file(path("p")).ok());
}

TEST_F(KeyFile, NoneIsRefusedWithHowToMakeOne) {
  EXPECT_THAT(read_secret_key_file("").error().text(), HasSubstr("parcours key new"));
  EXPECT_FALSE(read_secret_key_file(path("absent")).ok());
}

TEST_F(KeyFile, AdaptersAreDigestedByTheirFiles) {
  write("till.py", "print()");
  const auto found = adapter_digests({"sh", path("till.py"), "--fast"});
  ASSERT_TRUE(found.ok()) << found.error().text();
  ASSERT_EQ(found.value().size(), 2U);
  EXPECT_EQ(found.value()[0].name, "sh");
  EXPECT_EQ(found.value()[1], (FileDigest{"till.py", sha256_hex("print()")}));
  EXPECT_FALSE(adapter_digests({"no-such-program-anywhere"}).ok());
  EXPECT_FALSE(digests_of({path("absent")}).ok());
}

TEST(SignatureOfAText, IsOfThatTextAndKeyOnly) {
  const SecretKey key = SecretKey::make(), other = SecretKey::make();
  const Signature signature = key.sign("text");
  EXPECT_TRUE(is_signed("text", signature, key.public_key()));
  EXPECT_FALSE(is_signed("texT", signature, key.public_key()));
  EXPECT_FALSE(is_signed("text", signature, other.public_key()));
  EXPECT_NE(key.to_text(), other.to_text());
}

// RFC 8032, 7.1, tests 1 and 2; FIPS 180-2.
TEST(SignatureOfAText, IsThatOfTheStandard) {
  const auto first = SecretKey::from_text("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  ASSERT_TRUE(first);
  EXPECT_EQ(to_text(first->public_key()), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(to_text(first->sign("")), "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(KeysAsText, TakeSmallHexadecimalDigitsOnly) {
  EXPECT_TRUE(SecretKey::from_text(std::string(64, 'a')));
  for (const std::string& text : {std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A'), std::string(64, 'g'), std::string{}})
    EXPECT_FALSE(SecretKey::from_text(text)) << text;
}

TEST(ASecret, IsForgotten) {
  std::string secret = "secret";
  forget(secret);
  EXPECT_TRUE(secret.empty());
}

}  // namespace
}  // namespace parcours
