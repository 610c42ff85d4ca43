import Interface
import Kernels
import PluginHost
import Policies
import Testing

@Suite struct TrialTests {
  private let kind = SampleKind.make()

  private func run(_ function: String? = nil, _ inputs: Value) throws -> [Value] {
    try PolicyTrial(SampleKind.native, kind, function: function, inputs: table(inputs)).run()
  }

  private func message(_ function: String? = nil, _ inputs: Value) -> String {
    do {
      _ = try run(function, inputs)
      return ""
    } catch { return "\(error)" }
  }

  @Test func `scalars are given by name, fields left out take the nearest value they may have`() throws {
    guard case .number(6)? = try run(nil, ["amount": 3, "factor": 2]).first else { throw Failure() }
    guard case .number(3)? = try run(nil, ["amount": 3]).first else { throw Failure() }
  }

  @Test func `arrays are lists or vectors, masks are full, outputs come last`() throws {
    for amounts in [[1, 2.5, 3], .object(Vector([1, 2.5, 3] as [Float]))] as [Value] {
      guard case .object(let out as Vector)? = try run("scale_all", ["amounts": amounts, "factor": 2]).last else { throw Failure() }
      #expect(try out.asArray(of: Double.self) == [2, 5, 6])
    }
    guard case .object(let out as Vector)? = try run("scale_all", ["amounts": [1, 2], "chosen": [true, false]]).last else { throw Failure() }
    #expect(try out.asArray(of: Double.self) == [1, 0])
  }

  @Test func `a wrong input says what is wrong with it`() {
    #expect(message(nil, ["amont": 1]) == "scaling.scale has no input 'amont': did you mean 'amount'?")
    #expect(message(nil, [:]) == "scaling.scale needs 'amount' (a number in µrUv)")
    #expect(message(nil, ["amount": "much"]) == "amount: a finite number expected, got string")
    #expect(message(nil, ["amount": .number(.nan)]) == "amount: a finite number expected, got number")
    #expect(message(nil, ["amount": 1, "hint": 0.5]) == "hint: an integer expected, got number")
    #expect(message("scale_all", ["amounts": [1, "x"]]) == "amounts[2]: a number expected, got string")
    #expect(message("scale_all", ["amounts": 3]) == "amounts: a vector of f64 or a list expected, got number")
    #expect(message("scale_al", ["amounts": [1]]) == "scaling/native native has no function 'scale_al': did you mean 'scale_all'?")
    #expect(message(nil, [1, 2]) == "inputs are given by name: amount, factor, count, weights, hint, now_us, seed")
  }

  @Test func `an answer out of range is a violation`() {
    let greedy = SampleKind.answering("greedy") { _ in 2_000 }
    #expect(throws: PolicyFault.self) { try PolicyTrial(greedy, kind, inputs: table(["amount": 1])).run() }
  }
}

struct Failure: Error {}
