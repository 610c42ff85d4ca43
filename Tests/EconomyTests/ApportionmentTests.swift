import Economy
import Kernels
import Testing

struct ApportionmentTests {
  @Test func `the units that rounding leaves go to those who lost most by it`() {
    #expect(apportion(100, by: [1, 1, 1]) == [34, 33, 33])
    #expect(apportion(10, by: [6, 3, 1]) == [6, 3, 1])
    #expect(apportion(3, by: [1, 1, 1, 1, 1]) == [1, 1, 1, 0, 0])
    #expect(apportion(7, by: [0, 5, 2, 0]) == [0, 5, 2, 0])
    #expect(apportion(0, by: [5, 2]) == [0, 0])
  }

  @Test func `weights that mean nothing are refused`() {
    #expect(apportion(10, by: []) == nil && apportion(10, by: [0, 0]) == nil && apportion(10, by: [3, -1]) == nil)
    #expect(apportion(10, by: [.max, 1]) == nil)
  }

  /// 2,000 pots on the whole range.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `shares sum to the pot, and each is its quota rounded down or up`(seed: UInt64) throws {
    for number in 0..<100 as Range<UInt64> {
      var random = RandomStream(seed: seed * 100 + number, "apportionment")
      let place: Comment = "seed \(seed * 100 + number)"
      func amount(_ bits: Int) -> Int64 { Int64(random.next() >> UInt64(1 + random.below(bits))) }
      let pot = amount(62)
      let count = 1 + random.below(12)
      var weights = (0..<count).map { _ in amount(62) / Int64(count) }
      weights[0] += 1
      let shares = try #require(apportion(pot, by: weights), place)
      #expect(shares.reduce(0, +) == pot, place)
      let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
      for (share, weight) in zip(shares, weights) {
        let quota = Int128(pot) * Int128(weight) / sum
        #expect(Int128(share) == quota || Int128(share) == quota + 1, place)
      }
      for (i, weight) in weights.enumerated() { for (j, other) in weights.enumerated() where weight > other { #expect(shares[i] >= shares[j], place) } }
    }
  }
}
