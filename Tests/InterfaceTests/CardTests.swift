import Charts
import Interface
import Testing

private let pool = Card(
  "pool", ["1,000 units × 5 rUv", "open"],
  parts: [
    .row("price", ["5,000 µrUv a unit", "the next one 5,017 with its fee"]), .bar("sold", 0.5, ["50%", "500 units"]),
    .course("load", [1, 2, .nan, 4], []), .table([.init("account"), .init("balance", isRightAligned: true)], [["issuer", "−5"], ["bob", "5"]], omitted: 7),
  ])

@Test func `a card stands in one column of labels`() {
  #expect(
    pool.text(width: 60) == """
      pool  1,000 units × 5 rUv  open
        price  5,000 µrUv a unit  the next one 5,017 with its fee
        sold   ████████▌········  50%  500 units
        load   ▁▃ █
        account  balance
        issuer        −5
        bob            5
        … (+7 more)
      """)
}

@Test func `in a narrow terminal facts move to lines of their own`() {
  #expect(
    pool.text(width: 32, hasUnicode: false).hasPrefix("""
      pool  1,000 units x 5 rUv  open
        price  5,000 urUv a unit
               the next one 5,017 with
               its fee
        sold   [####....]  50%
               500 units
      """))
}

@Test func `the headline leaves out what does not fit`() {
  #expect(pool.headline(width: 40) == "pool  1,000 units × 5 rUv  open")
  #expect(pool.headline(width: 30) == "pool  1,000 units × 5 rUv")
  #expect(pool.headline(width: 3) == "po…")
}

@Test(arguments: [20, 28, 40, 80, 200])
func `no line of a card is wider than asked, and colour adds nothing but escapes`(width: Int) {
  let words = "alpha beta-gamma 日本語 µrUv Σ=0 a_very_long_word_that_fits_on_no_line_of_a_narrow_terminal x".split(separator: " ").map(String.init)
  var state: UInt64 = 1
  func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  func facts() -> [String] { (0..<next(5)).map { _ in (0...next(4)).map { _ in words[next(words.count)] }.joined(separator: " ") } }
  for _ in 0..<300 {
    let card = Card(
      words[next(words.count)], facts(),
      parts: [
        .row(next(2) == 0 ? "" : "label", facts()), .bar("a", Double(next(20)) / 16, facts()), .course("course", (0..<next(99)).map { Double($0) }, facts()),
        .table([.init("x"), .init("y", isRightAligned: true)], (0..<next(4)).map { _ in [words[next(words.count)], words[next(words.count)]] }, omitted: next(2)),
      ])
    for hasUnicode in [true, false] {
      let plain = card.text(width: width, hasUnicode: hasUnicode)
      for line in plain.split(separator: "\n", omittingEmptySubsequences: false) { #expect(displayWidth(String(line)) <= width, "\(line)") }
      #expect(card.text(width: width, hasUnicode: hasUnicode, hasColour: true).replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
      if !hasUnicode { #expect(plain.utf8.allSatisfy { $0 < 0x80 }) }
    }
  }
}

@Test func `quantities read as people write them`() {
  #expect([0, 999, 1000, -1_234_567].map { Readable.count($0) } == ["0", "999", "1,000", "-1,234,567"])
  #expect([0, 0.5, 1e-7, 12345.67, 123456.7, 2.5e6, 1e300, -0.125].map(Readable.number) == ["0", "0.5", "1e-07", "12,345.7", "123,457", "2,500,000", "1e+300", "-0.125"])
  #expect([0, 1, 1023, 1536, 10 << 20].map(Readable.bytes) == ["0 bytes", "1 byte", "1023 bytes", "1.5 KiB", "10 MiB"])
  #expect([0, 0.00042, 0.012, 0.4, 12, 185, 7800].map(Readable.duration) == ["0.0 s", "420 µs", "12 ms", "0.4 s", "12 s", "3 min 05 s", "2 h 10 min"])
}
