#include "config/toml/comments.hpp"

#include "tests/catch.hpp"

using cellcast::config::Comments;

TEST_CASE("comments are found by the path of the number that they are about", "[charts]") {
  const Comments comments(R"(# a file
seed = 1   # the first

[economy]
# GWh, through 2024;
# the range is judgement.
cumulative_production = { dist = "uniform", low = 1.0, high = 2.0 }

# of nothing

other = "a # b"
[ segments . "power" ] # a header's own
price = 0.5 # yuan/Wh; "quoted"
growth.rate = { dist = "normal",
  mean = 1 }  # judgement
[[claims]]
value = 3 # a claim
)");
  CHECK(comments.of("seed") == "the first");
  CHECK(comments.of("economy.cumulative_production") == "GWh, through 2024; the range is judgement.");
  CHECK(comments.of("economy.other") == "");
  CHECK(comments.of("segments.power.price") == "yuan/Wh; \"quoted\"");
  CHECK(comments.of("segments.power.price.mean") == "yuan/Wh; \"quoted\"");
  CHECK(comments.of("claims.value") == "a claim");
  CHECK(comments.of("nothing") == "");
  CHECK(comments.of("") == "");
}

TEST_CASE("comments of an extended text count where the text itself has no line", "[charts]") {
  Comments comments("a = 1\nb = 2 # ours\n");
  comments.extend(Comments("a = 3 # theirs\nb = 4 # theirs\n[t]\nc = 5 # theirs, a judgement\n[[claims]]\nvalue = 1 # a claim\n"));
  CHECK(comments.of("a") == "");
  CHECK(comments.of("b") == "ours");
  CHECK(comments.of("t.c") == "theirs, a judgement");
  CHECK(comments.text() == "b = # ours\nt.c = # theirs, a judgement\n");
  CHECK(Comments(comments.text()).of("t.c.mean") == "theirs, a judgement");
}

TEST_CASE("no text of a scenario is too odd for its comments", "[charts]") {
  for (const char* text : {"", "#", "[", "]", "[[", "=", "# \n#\n", "\"#", "'", "a = \"\\", "[]\n= 1 # x", "[a\nb = 1 # c"})
    CHECK_NOTHROW(Comments(text).of("a.b"));
}
