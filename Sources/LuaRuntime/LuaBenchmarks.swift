import CKernels
public import Interface
import Kernels

/// What crossing the boundary costs (row P6), in nanoseconds.
public enum LuaBenchmarks {
  public static var all: [BenchmarkCase] {
    [
      script("Lua→Swift, empty call", goal: "≤ 20", "local f = probe.nothing return function() for i = 1, 1000 do f() end return 0 end"),
      script("Lua→Swift, add(a, b)", goal: "≤ 40", "local f = probe.add return function() local s = 0 for i = 1, 1000 do s = f(s, i) end return s end"),
      script("v[i], read", goal: "≤ 25", "local v = probe.vector(1000) return function() local s = 0 for i = 1, 1000 do s = s + v[i] end return s end"),
      script("v[i] = x, write", goal: "≤ 25", "local v = probe.vector(1000) return function() for i = 1, 1000 do v[i] = i end return v[7] end"),
      policyCall,
      vectorPolicy,
    ]
  }

  private static let probe = Module(
    "probe", "What the benchmarks call.",
    functions: [
      Function("nothing", "Does nothing.", returns: Parameter("", .any), example: "probe.nothing()", isPolicySafe: true) { Nothing() },
      Function("add", "a + b.", .number("a"), .number("b"), returns: Parameter("sum", .number), example: "probe.add(1, 2)", isPolicySafe: true) { $0 + $1 },
      Function("vector", "Zeros.", .integer("count"), returns: Parameter("v", .object("vector")), example: "probe.vector(3)") { count throws -> Vector in
        try Vector(.f32, count: Int(count))
      },
    ])

  /// A script that returns a function doing a thousand operations in a loop (3 ns of each are the loop's own).
  private static func script(_ name: String, goal: String, _ text: String) -> BenchmarkCase {
    BenchmarkCase(id: "P6", name: name, unit: "ns/call", goal: goal) {
      do throws(LuaError) {
        let state = try LuaState(.trusted { _ in })
        try state.install(modules: [probe])
        let function = try state.load(text, chunkName: "=benchmark").evaluate()[0].function!
        return BenchmarkRun(operationsPerCall: 1000) {
          guard case .number(let sum)? = try? function.call([]).first else { return 0 }
          return sum
        }
      } catch { preconditionFailure(error.message) }
    }
  }

  /// The whole of a policy call with its budget armed: two numbers in, one out.
  private static var policyCall: BenchmarkCase {
    BenchmarkCase(id: "P6", name: "policy call, 2 numbers in, 1 out", unit: "ns/call", goal: "≤ 50") {
      do throws(LuaError) {
        let policy = try PolicyState(
          text: "return { f = function(self, ctx, a, b) return a + b end }", chunkName: "=benchmark", configuration: .policy(isInterruptible: false), modules: [])
        let number = PolicyState.Content.number
        let function = try policy.function("f", parameters: [.init("a", number), .init("b", number)], results: [.init("sum", number)])!
        let context = try policy.context(fields: []), instance = try policy.instance(options: Table())
        let cells = UnsafeMutablePointer<ck_cell>.allocate(capacity: 4)
        cells.initialize(repeating: ck_cell(), count: 4)
        for i in 0..<2 {
          cells[i].tag = UInt8(CK_NUMBER.rawValue)
          cells[i].number = Double(i)
        }
        let stream = UnsafeMutablePointer<ck_stream>.allocate(capacity: 1)
        stream.initialize(to: RandomStream(seed: 1, "benchmark").state)
        return BenchmarkRun(operationsPerCall: 1000) {
          var sum = 0.0
          for _ in 0..<1000 {
            do throws(LuaError) {
              try policy.call(
                function, instance, context, cells: cells + 3, arguments: cells, results: cells + 2, random: stream, now: 0, budget: 100_000)
            } catch { preconditionFailure(error.message) }
            sum += cells[2].number
          }
          return sum
        }
      } catch { preconditionFailure(error.message) }
    }
  }

  /// A policy over a population: two native operations on 10,000 agents in one call.
  private static var vectorPolicy: BenchmarkCase {
    BenchmarkCase(id: "P6", name: "vector policy, out:axpy(0.5, p):argmax()", unit: "ns/agent", goal: "≤ 1.5") {
      do throws(LuaError) {
        let policy = try PolicyState(
          text: "return { f = function(self, ctx, out, p) return out:axpy(0.5, p):argmax() end }", chunkName: "=benchmark",
          configuration: .policy(isInterruptible: false), modules: KernelsInterface.modules)
        let vector = PolicyState.Content.vector(.f32)
        let function = try policy.function("f", parameters: [.init("out", vector), .init("p", vector)], results: [.init("best", .integer)])!
        let context = try policy.context(fields: []), instance = try policy.instance(options: Table())
        let arrays = [Vector(Array(repeating: Float(0), count: 10_000)), Vector((0..<10_000).map { Float($0 % 97) })]
        let cells = UnsafeMutablePointer<ck_cell>.allocate(capacity: 4)
        cells.initialize(repeating: ck_cell(), count: 4)
        for i in 0..<2 {
          cells[i].tag = UInt8(CK_ARRAY.rawValue)
          cells[i].array = arrays[i].view
        }
        let stream = UnsafeMutablePointer<ck_stream>.allocate(capacity: 1)
        stream.initialize(to: RandomStream(seed: 1, "benchmark").state)
        return BenchmarkRun(operationsPerCall: 10_000) {
          do throws(LuaError) {
            try policy.call(
              function, instance, context, cells: cells + 3, arguments: cells, results: cells + 2, random: stream, now: 0, budget: 100_000)
          } catch { preconditionFailure(error.message) }
          return Double(cells[2].integer) + Double(arrays.count)
        }
      } catch { preconditionFailure(error.message) }
    }
  }
}
