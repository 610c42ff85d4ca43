import Interface
import Kernels
import Policies

/// A small kind to test the host with: scale a number and a vector, with a law, a memory and money or none.
enum SampleKind {
  static func make(movesMoney: Bool = false, laws: [Law] = SampleKind.laws) -> PolicyKind {
    PolicyKind(
      "scaling", "How much a number is worth.", scope: .node, movesMoney: movesMoney,
      functions: [
        PolicyFunction(
          "scale", "Scales one number.", parameters: [PolicyField("amount", .number, unit: "µrUv", "what is scaled")],
          results: [PolicyField("scaled", .number, unit: "µrUv", bounds: .numbers(0...1000), "at most 1000")]),
        PolicyFunction(
          "scale_all", "Scales a vector.", .optional,
          parameters: [
            PolicyField("amounts", .vector(.f64)), PolicyField("chosen", .vector(.mask)),
            PolicyField("out", .vector(.f64), bounds: .numbers(0...1000), isOutput: true),
          ]),
      ],
      fields: [
        PolicyField("factor", .number, bounds: .numbers(1...10), "the usual factor"),
        PolicyField("count", .integer, "how many"),
        PolicyField("weights", .vector(.f64), "one each"),
        PolicyField("hint", .integer, isOptional: true, "what it was last time"),
      ],
      laws: laws, fallback: { native })
  }

  static let laws = [
    Law("never falls with the amount", "More is worth at least as much.") { policy, random in
      let frame = PolicyFrame(make(), random: random)
      frame.set(0, 2.0)
      for _ in 0..<8 {
        let amount = random.uniform() * 100
        let pair = try [amount, amount + 1].map { amount in
          frame.argument(0, amount)
          try policy.call(0, instance: 0, frame)
          try frame.checkResults(0, of: policy)
          return frame.numberResult(0)!
        }
        if pair[1] < pair[0] { throw LawViolation("\(amount) → \(pair[0]), \(amount + 1) → \(pair[1])") }
      }
    }
  ]

  /// amount × factor, within 0…1000.
  static var native: NativePolicy {
    NativePolicy(
      kind: "scaling", name: "native",
      [
        { frame, _ in frame.result(0, min(1000, max(0, frame.numberArgument(0)! * frame.number(0)!))) },
        { frame, _ in
          let amounts = frame.argumentElements(0, Double.self), chosen = frame.argumentElements(1, UInt8.self)
          let out = frame.outputElements(2, Double.self)
          for i in amounts.indices { out[i] = chosen[i] == 1 ? amounts[i] * frame.number(0)! : 0 }
        },
      ])
  }

  /// A rule that answers what it is told to.
  static func answering(_ name: String, _ answer: @escaping (Int) -> Double) -> NativePolicy {
    NativePolicy(kind: "scaling", name: name, [{ frame, instance in frame.result(0, answer(instance)) }, nil])
  }
}

/// Stands for a script's function in a table.
final class SomeFunction: Callback {
  func call(_ arguments: [Value]) throws -> [Value] { [] }
}

/// A table written as a literal.
func table(_ value: Value) -> Table { if case .table(let table) = value { table } else { Table() } }
