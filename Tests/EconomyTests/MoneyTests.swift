import Economy
import Kernels
import Testing

@Suite struct MoneyTests {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `mulDiv equals exact arithmetic in 128 bits`(seed: UInt64) {
    var random = RandomStream(seed: seed, "mulDiv")
    for _ in 0..<200 {
      let a = Int64(random.next() >> UInt64(1 + random.below(63)))
      let b = Int64(random.next() >> UInt64(1 + random.below(63)))
      let c = max(1, Int64(random.next() >> UInt64(1 + random.below(63))))
      let product = UInt128(a) * UInt128(b)
      let floor = product / UInt128(c)
      let ceil = floor + (product % UInt128(c) == 0 ? 0 : 1)
      #expect(mulDiv(a, b, c, .floor) == Int64(exactly: floor))
      #expect(mulDiv(a, b, c, .ceil) == Int64(exactly: ceil))
    }
  }

  @Test func `mulDiv says when a quotient leaves 64 bits`() {
    #expect(mulDiv(.max, .max, .max, .floor) == .max)
    #expect(mulDiv(.max, 2, 1, .floor) == nil)
    #expect(mulDiv(.max, .max, 1, .ceil) == nil)
    #expect(mulDiv(0, .max, 1, .ceil) == 0)
  }

  @Test func `amounts read as people write them`() {
    #expect(Voucher.describe(1_250_000) == "1.25 rUv")
    #expect(Voucher.describe(-1) == "−0.000001 rUv")
    #expect(Voucher.describe(1_234_567_000_000) == "1,234,567 rUv")
    #expect(Voucher.describe(0) == "0 rUv")
    #expect(Voucher.describe(.min) == "−9,223,372,036,854.775808 rUv")
  }
}
