import Economy
import Kernels
import Policies
import Testing

@Suite struct LawTests {
  @Test(arguments: ["pricing", "business", "bidding", "auction", "slashing", "reputation", "governance"])
  func `the built-in rule keeps every law of its kind`(name: String) throws {
    let kind = try #require(EconomyInterface.kinds.first { $0.name == name })
    #expect(kind.movesMoney && !kind.laws.isEmpty)
    for law in kind.laws {
      for seed in 0..<20 as Range<UInt64> {
        var random = RandomStream(seed: seed, "law", law.name)
        do { try law.check(kind.fallback(), &random) } catch { Issue.record("\(law.name), seed \(seed): \(error)") }
      }
    }
  }

  @Test func `laws have names a file can have`() {
    for kind in EconomyInterface.kinds {
      for law in kind.laws { #expect(law.name.allSatisfy { $0.isLowercase || $0 == " " }, "\(law.name)") }
      #expect(Set(kind.laws.map(\.name)).count == kind.laws.count)
    }
  }

  /// Rules that break one law each.
  private static let broken: [(kind: String, law: String, policy: @Sendable () -> any Policy)] = [
    ("auction", "pays at least the price asked", { auction { _, price, _ in price - 1 } }),
    ("auction", "pays at most the reserve", { auction { _, _, reserve in reserve + 1 } }),
    ("pricing", "a purchase costs something", { pricing(buy: { _, _, _ in 0 }) }),
    ("pricing", "more units never cost less", { pricing(buy: { y, x, u in u % 2 == 0 ? cost(y, x, u) : 2 * cost(y, x, u) }) }),
    ("pricing", "splitting an order is never cheaper", { pricing(buy: { y, x, u in cost(y, x, u) + min(u * u, 1 << 58) }) }),
    ("pricing", "a quote covers the curve and the fee", { pricing(buy: { y, x, u in mulDiv(y, u, x - u, .floor)! }) }),
    ("pricing", "a payout never exceeds the curve", { pricing(sell: { y, x, u in mulDiv(y, u, x + u, .ceil)! }) }),
    ("pricing", "a round trip never profits", { pricing(sell: { y, x, u in mulDiv(y, u, x, .ceil)! }) }),
    ("reputation", "a score is between zero and one", { reputation(score: { a, b in a - b }) }),
    ("reputation", "more good evidence never scores lower", { reputation(score: { a, b in (b + 1) / (a + b + 2) }) }),
    ("reputation", "decay composes", { reputation(keep: { _ in 0.99 }) }),
    ("reputation", "decay never adds evidence", { reputation(keep: { Reproducible.exp($0 * 1e-10) }) }),
    ("slashing", "a fraction is between nothing and everything", { slashing { _, severity, _, _ in severity * 2 } }),
    ("slashing", "a graver offence never costs less", { slashing { _, severity, _, _ in 1_000_000 - severity } }),
    ("slashing", "a repeated offence never costs less", { slashing { _, severity, earlier, _ in severity / (1 + earlier) } }),
    ("slashing", "the same offence costs the same", { slashing { _, _, _, luck in luck } }),
    ("bidding", "bids a whole price in range", { NativePolicy(kind: "bidding", name: "broken", [{ frame, _ in frame.result(0, 0.5) }]) }),
  ]

  @Test(arguments: 0..<broken.count)
  func `a rule that breaks a law is caught by that law`(index: Int) throws {
    let (name, lawName, policy) = Self.broken[index]
    let kind = try #require(EconomyInterface.kinds.first { $0.name == name })
    let law = try #require(kind.laws.first { $0.name == lawName })
    #expect(throws: (any Error).self) {
      for seed in 0..<5 as Range<UInt64> {
        var random = RandomStream(seed: seed, "law", law.name)
        try law.check(policy(), &random)
      }
    }
  }

  private static func cost(_ y: Int64, _ x: Int64, _ u: Int64) -> Int64 {
    mulDiv(mulDiv(y, u, x - u, .ceil)!, 10_000, 9_970, .ceil)!
  }

  private static func pricing(
    buy: @escaping @Sendable (Int64, Int64, Int64) -> Int64 = { cost($0, $1, $2) },
    sell: @escaping @Sendable (Int64, Int64, Int64) -> Int64 = { mulDiv($0, $2 * 9_970, $1 * 10_000 + $2 * 9_970, .floor)! }
  ) -> any Policy {
    NativePolicy(
      kind: "pricing", name: "broken",
      [
        { frame, _ in
          let price = frame.integer(0) == 1 ? buy : sell
          frame.result(0, price(frame.integer(2)!, frame.integer(1)!, frame.integerArgument(0)!))
        },
        { frame, _ in frame.result(0, Int64(30)) },
      ])
  }

  private static func auction(pay: @escaping @Sendable (_ second: Int64, _ price: Int64, _ reserve: Int64) -> Int64) -> any Policy {
    NativePolicy(kind: "auction", name: "broken", [{ frame, _ in
      let prices = frame.argumentElements(0, Int64.self), feasible = frame.argumentElements(1, UInt8.self)
      guard let winner = prices.indices.filter({ feasible[$0] != 0 }).min(by: { prices[$0] < prices[$1] }) else {
        frame.resultNone(0)
        frame.resultNone(1)
        return
      }
      frame.result(0, Int64(winner + 1))
      frame.result(1, max(0, pay(0, prices[winner], frame.integer(0)!)))
    }])
  }

  private static func slashing(_ fraction: @escaping @Sendable (Int64, Int64, Int64, Int64) -> Int64) -> any Policy {
    NativePolicy(kind: "slashing", name: "broken", [{ frame, _ in
      var random = RandomStream(seed: 0, "x")
      random.state = frame.random
      frame.result(0, fraction(frame.integer(0)!, frame.integerArgument(0)!, frame.integer(2)!, Int64(random.below(1_000_001))))
      frame.resultNone(1)
    }])
  }

  private static func reputation(
    keep: @escaping @Sendable (Double) -> Double = { Reproducible.exp(-1e-9 * $0) },
    score: @escaping @Sendable (Double, Double) -> Double = { ($0 + 1) / ($0 + $1 + 2) }
  ) -> any Policy {
    NativePolicy(
      kind: "reputation", name: "broken",
      [
        { frame, _ in
          frame.result(0, frame.numberArgument(0)! + frame.numberArgument(2)!)
          frame.result(1, frame.numberArgument(1)! + 1 - frame.numberArgument(2)!)
        },
        { frame, _ in
          let kept = keep(Double(frame.integerArgument(2)!))
          frame.result(0, frame.numberArgument(0)! * kept)
          frame.result(1, frame.numberArgument(1)! * kept)
        },
        { frame, _ in frame.result(0, score(frame.numberArgument(0)!, frame.numberArgument(1)!)) },
      ])
  }
}
