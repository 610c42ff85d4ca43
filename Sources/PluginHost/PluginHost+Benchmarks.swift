public import Interface
import Kernels
import Policies

/// The plugin host's rows of `formic bench`.
public enum PluginHostBenchmarks {
  public static let all: [BenchmarkCase] = [call, load, swap]

  private static let call = BenchmarkCase(
    id: "P6", name: "policy call through the host: two numbers in, one out, checked", unit: "calls/s", goal: "≤ 100 ns"
  ) {
    let slot = PolicySlot(kind), frame = PolicyFrame(kind, random: RandomStream(seed: 1))
    slot.use(makePolicy())
    return BenchmarkRun(operationsPerCall: 10_000) {
      var sum = 0.0
      for i in 0..<10_000 {
        frame.argument(0, Double(i))
        frame.argument(1, 0.5)
        slot.call(0, frame)
        sum += frame.numberResult(0)!
      }
      return sum
    }
  }

  private static let load = BenchmarkCase(
    id: "P18", name: "load of a 300-line plugin with manifest and contract", unit: "loads/s", goal: "≤ 500 µs"
  ) {
    let host = makeHost()
    let lines = (1..<300).map { "steps[\($0)] = function(x) return x * \($0) + 1 end" }
    let text = PluginText(file: "scaling/bench.lua", text: (["local steps = {}"] + lines + [page.text]).joined(separator: "\n"))
    return BenchmarkRun(operationsPerCall: 1) {
      do { return Double(try host.load(text).manifest.functions.count) } catch { preconditionFailure("\(error)") }
    }
  }

  private static let swap = BenchmarkCase(
    id: "P18", name: "policy made and 1,000 memories handed over", unit: "swaps/s", goal: "≤ 5 ms"
  ) {
    let slot = PolicySlot(kind), frame = PolicyFrame(kind, random: RandomStream(seed: 1))
    slot.use(makePolicy())
    frame.argument(0, 1.0)
    frame.argument(1, 2.0)
    for instance in 0..<1_000 { slot.call(0, instance: instance, frame) }
    return BenchmarkRun(operationsPerCall: 1) {
      do { return Double(try PluginSwap(slot, makePolicy()).commit(at: 0).time) } catch { preconditionFailure("\(error)") }
    }
  }

  private static let kind = PolicyKind(
    "scaling", "How much a number is worth.",
    functions: [
      PolicyFunction(
        "scale", "Scales one number.", parameters: [PolicyField("amount", .number), PolicyField("factor", .number)],
        results: [PolicyField("scaled", .number)])
    ],
    fields: [], laws: [],
    fallback: { NativePolicy(kind: "scaling", name: "native", [{ frame, _ in frame.result(0, frame.numberArgument(0)! * frame.numberArgument(1)!) }]) })

  private static let page = PluginText(
    file: "scaling/bench.lua",
    text: """
      return { kind = "scaling", name = "bench", version = "1.0.0", api = "1", summary = "Scales.",
        scale = function(self, ctx, amount, factor) self.state.last = amount return amount * factor end }
      """)

  private static func makeHost() -> PluginHost {
    PluginHost(kinds: [kind], modules: KernelsInterface.modules, catalogue: PluginCatalogue(home: nil, kinds: [kind]))
  }

  private static func makePolicy() -> LuaPolicy {
    do { return try makeHost().load(page).makePolicy() } catch { preconditionFailure("\(error)") }
  }
}
