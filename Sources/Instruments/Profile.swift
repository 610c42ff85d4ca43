import Charts
import Glibc
import Interface
import LuaRuntime

/// Where a call spent its time, by looks at its stack.
final class Profile: Describable {
  static var className: String { "profile" }

  let hz: Double
  private(set) var stacks: [CallInPlace.Stack] = []
  /// Ticks that found no stack: before the first instruction, after the last, or beyond the room there is.
  private(set) var dropped = 0
  private(set) var seconds = 0.0

  init(hz: Double) { self.hz = hz }

  func take(_ call: CallInPlace, _ first: Int) throws {
    let start = monotonicNanoseconds()
    try call.profile(first, interval: Int64(1e9 / hz)) { stacks, dropped in
      self.stacks = stacks
      self.dropped = dropped
      seconds = Double(monotonicNanoseconds() - start) * 1e-9
    }
  }

  var samples: Int { stacks.reduce(0) { $0 + $1.ticks } }

  /// A function or a line, and its share of the samples.
  struct Share: Equatable {
    var name: String
    /// Ticks that found it innermost.
    var own: Int
    /// Ticks that found it anywhere, counted once however often it recurs.
    var total: Int
  }

  /// By function, those that took most themselves first.
  var functions: [Share] { shares { $0.function } }

  /// By line of a script; what a native function takes is the line's that called it.
  var lines: [Share] { shares { $0.line > 0 ? $0.place : nil } }

  private func shares(_ key: (CallInPlace.Frame) -> String?) -> [Share] {
    var shares: [String: Share] = [:]
    for stack in stacks {
      let names = stack.frames.compactMap(key)
      for name in Set(names) { shares[name, default: Share(name: name, own: 0, total: 0)].total += stack.ticks }
      if let innermost = names.first { shares[innermost]!.own += stack.ticks }
    }
    return shares.values.sorted { ($1.own, $1.total, $0.name) < ($0.own, $0.total, $1.name) }
  }

  /// A line a stack, outermost function first: what flame graphs are drawn from.
  var folded: String {
    var counts: [String: Int] = [:]
    for stack in stacks {
      let text = stack.frames.reversed().map { $0.function.map { $0 == ";" ? ":" : String($0) }.joined() }.joined(separator: ";")
      counts[text, default: 0] += stack.ticks
    }
    return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined()
  }

  func save(_ path: String) throws {
    guard let file = fopen(path, "w") else { throw ScriptError("cannot write \(path): \(String(cString: strerror(errno)))") }
    let text = Array(folded.utf8)
    let isWritten = fwrite(text, 1, text.count, file) == text.count
    guard fclose(file) == 0, isWritten else { throw ScriptError("cannot write \(path): \(String(cString: strerror(errno)))") }
  }

  var card: Card {
    let facts = ["\(Readable.count(samples)) samples in \(fixed(seconds, 2)) s", "at \(Readable.count(Int(hz))) Hz"]
    guard samples > 0 else { return Card("profile", facts + ["too short for any"]) }
    return Card("profile", facts, parts: [part("function", functions), part("line", lines)])
  }

  /// The hottest, with bars of what they took themselves.
  private func part(_ what: String, _ shares: [Share]) -> Card.Part {
    let all = Double(samples)
    func percent(_ ticks: Int) -> String { fixed(100 * Double(ticks) / all, 1) }
    let rows = shares.prefix(10).map { share in
      [percent(share.own), percent(share.total), share.name, String(repeating: "=", count: Int((20 * Double(share.own) / all).rounded()))]
    }
    return .table(
      [.init("self (%)", isRightAligned: true), .init("total (%)", isRightAligned: true), .init(what), .init("")], rows,
      omitted: shares.count - rows.count)
  }
}

extension CallInPlace.Frame {
  /// "helper (input 3:1)", "matrix:gemm"
  var function: String { line > 0 || lineDefined > 0 ? "\(name) (\(source):\(lineDefined))" : name }
  var place: String { "\(source):\(line)" }
}
