import Economy
import Kernels
import Testing

private let second: Int64 = 1_000_000

@Suite struct TimeAverageTests {
  @Test func `each value counts for as long as it stood`() {
    var price = TimeAverage(FixedPoint(5, over: 1), at: 0)
    price.change(to: FixedPoint(9, over: 1), at: 30 * second)
    price.change(to: FixedPoint(1, over: 2), at: 50 * second)
    #expect(price.mean(over: 60 * second, at: 60 * second) == FixedPoint(5 * 30 + 9 * 20 + 5, over: 60))
    #expect(price.mean(over: 20 * second, at: 60 * second).value == 4.75)
    #expect(price.mean(over: 20 * second, at: 40 * second + 10 * second).value == 9)
    #expect(price.mean(over: 3_600 * second, at: 60 * second) == price.mean(over: 60 * second, at: 60 * second))
  }

  @Test func `changes of one moment move no mean, however many they are`() {
    var price = TimeAverage(FixedPoint(5, over: 1), at: 100)
    for step in 0..<100_000 as Range<Int64> { price.change(to: FixedPoint(1_000_000 + step, over: 1), at: 100) }
    #expect(price.mean(over: second, at: 100).value == 5)
    price.change(to: FixedPoint(5, over: 1), at: 100)
    #expect(price.mean(over: second, at: 10 * second).value == 5)
  }

  @Test func `a flood of changes pushes nothing out`() {
    var price = TimeAverage(FixedPoint(7, over: 1), at: 0)
    // 600 s at 7, then two minutes of changes every millisecond.
    for step in 0..<120_000 as Range<Int64> { price.change(to: FixedPoint(step % 2 == 0 ? 1 : 3, over: 1), at: 600 * second + step * 1_000) }
    let mean = price.mean(over: 720 * second, at: 720 * second).value
    #expect(abs(mean - (4_440.0 / 720.0)) < 1e-6)
  }

  @Test func `a clock that goes back stands still`() {
    var price = TimeAverage(FixedPoint(5, over: 1), at: 10 * second)
    price.change(to: FixedPoint(9, over: 1), at: 20 * second)
    price.change(to: FixedPoint(100, over: 1), at: 3 * second)
    #expect(price.mean(over: 10 * second, at: 0).value == 5)
    #expect(price.mean(over: 20 * second, at: 30 * second).value == 52.5)
  }

  /// Σ value · duration, as 128-bit fractions of one denominator.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `means are those of 128-bit sums, at the ends of the range too`(seed: UInt64) {
    var random = RandomStream(seed: seed, "average")
    for _ in 0..<50 {
      let top = [1_000, 1 << 40, Int(ConstantProduct.tokenLimit)][random.below(3)]
      let denominator = Int64(1) << Int64(random.below(21))  // so that fixed point is exact
      var value = Int64(random.below(top))
      var average = TimeAverage(FixedPoint(value, over: denominator), at: 0)
      var (now, sum): (Int64, UInt128) = (0, 0)
      for _ in 0..<40 {
        let pause = second + Int64(random.below(80 * Int(second)))
        sum += UInt128(value) * UInt128(pause)
        now += pause
        value = Int64(random.below(top))
        average.change(to: FixedPoint(value, over: denominator), at: now)
      }
      let mean = average.mean(over: now, at: now)
      let (whole, rest) = sum.quotientAndRemainder(dividingBy: UInt128(now) * UInt128(denominator))
      let fraction = (rest << 64) / (UInt128(now) * UInt128(denominator))
      #expect(UInt128(mean.whole) == whole && UInt128(mean.fraction) == fraction, "seed \(seed)")
    }
    var longest = TimeAverage(FixedPoint(.max, over: 1), at: 0)
    longest.change(to: FixedPoint(.max, over: 1), at: .max)
    #expect(longest.mean(over: .max, at: .max).whole == UInt64(Int64.max))
  }
}
