import CKernels
import Interface
import Kernels
import Policies

/// Asks policies again what a log says they were asked, and compares the answers byte for byte.
final class DecisionReplay {
  private let file: DecisionFile
  private let host: PluginHost
  /// Policies in place of those of their kind.
  private let changed: [String: any Policy]
  private var policies: [Int: any Policy] = [:]
  private var frames: [String: PolicyFrame] = [:]
  private var memory: [UnsafeMutableRawPointer] = []

  init(_ file: DecisionFile, _ host: PluginHost, changed: [String: any Policy] = [:]) {
    self.file = file
    self.host = host
    self.changed = changed
  }

  /// What came out.
  struct Outcome {
    var same = 0
    var different = 0
    /// Answers of built-in rules, which trust what the core gives them, and are not asked what a file says.
    var builtIn = 0
    /// Answers that the core refused for what it knows and a log doesn't.
    var refused = 0
    /// The first decision that came out otherwise, from 1, and what was answered then and now.
    var first: (number: Int, recorded: String, now: String)?
  }

  /// - Parameter isInterrupted: asked now and then.
  /// - Throws: `ScriptError` where a policy of the log can't be made, or what it holds can't be asked.
  func run(isInterrupted: () -> Bool) throws -> Outcome {
    var outcome = Outcome(), number = 0
    for (i, entry) in file.entries.enumerated() {
      if i & 0xFFF == 0, isInterrupted() { throw ScriptError("interrupted") }
      switch entry {
      case .handover(let from, let to):
        if changed[file.policies[to].kind] != nil { continue }
        try StateHandover(old: try policy(from), new: try policy(to)).run()
      case .decision(let contents):
        number += 1
        let decision = try file.decision(contents)
        // Where another rule takes part, the recorded one's stand-in has nothing to say.
        if changed[file.policies[decision.policy].kind] != nil, file.policies[decision.policy].hash == "native", isStandIn(i) { continue }
        if changed[file.policies[decision.policy].kind] == nil, file.policies[decision.policy].text == nil {
          outcome.builtIn += 1
          continue
        }
        compare(decision, number, try ask(decision), &outcome)
      }
    }
    return outcome
  }

  /// Whether the decision before was a fault of the same kind, which this one made good.
  private func isStandIn(_ index: Int) -> Bool {
    guard index > 0, case .decision(let contents) = file.entries[index - 1], let before = try? file.decision(contents), case .fault = before.answer
    else { return false }
    return true
  }

  private func compare(_ decision: Decision, _ number: Int, _ answer: Answer, _ outcome: inout Outcome) {
    switch (decision.answer, answer) {
    case (.results(let range, _, _), .results(let bytes)) where file.bytes[range].elementsEqual(bytes): outcome.same += 1
    case (.fault(let recorded), .fault(let text)) where recorded == text: outcome.same += 1
    case (.fault, .results) where changed.isEmpty: outcome.refused += 1
    case (let recorded, let now):
      outcome.different += 1
      if outcome.first == nil { outcome.first = (number, text(recorded), text(now, decision)) }
    }
  }

  private enum Answer {
    case results([UInt8])
    case fault(String)
  }

  private func ask(_ decision: Decision) throws -> Answer {
    let kind = file.kinds[decision.policy]
    let frame = frames[kind.name] ?? PolicyFrame(kind, random: RandomStream(seed: 0, "replay"))
    frames[kind.name] = frame
    defer {
      frame.endCall()
      memory.forEach { $0.deallocate() }
      memory.removeAll(keepingCapacity: true)
    }
    let declared = kind.functions[decision.function]
    for (i, cell) in decision.context.enumerated() { try fill(frame, .field(i), kind.fields[i].content, cell) }
    for (i, cell) in decision.arguments.enumerated() {
      try fill(frame, declared.parameters[i].isOutput ? .output(i) : .argument(i), declared.parameters[i].content, cell)
    }
    for (i, cell) in decision.lentResults.enumerated() {
      frame.resultNone(i)
      if case .array = cell { try fill(frame, .result(i), declared.results[i].content, cell) } else if declared.results[i].content.isArray {
        throw ScriptError("\(file.path): a vector was answered to nowhere")
      }
    }
    frame.now = decision.now
    frame.random = decision.stream
    let policy = try changed[kind.name] ?? policy(decision.policy)
    guard policy.implements(decision.function) else { return .fault("\(policy.identity) has no \(declared.name)") }
    do throws(PolicyFault) {
      try policy.call(decision.function, instance: decision.instance, frame)
      try frame.checkResults(decision.function, of: policy)
      return .results(frame.answer(to: decision.function))
    } catch { return .fault(error.description) }
  }

  /// Puts a recorded value where the policy reads it, if it is of the declared type.
  private func fill(_ frame: PolicyFrame, _ place: PolicyFrame.Place, _ content: PolicyField.Content, _ cell: Decision.Cell) throws {
    let cells: UnsafeMutablePointer<ck_cell>, index: Int
    switch place {
    case .field(let i): (cells, index) = (frame.context, i)
    case .argument(let i), .output(let i): (cells, index) = (frame.arguments, i)
    case .result(let i): (cells, index) = (frame.results, i)
    }
    switch (cell, content) {
    case (.none, _): cells[index].tag = UInt8(CK_NIL.rawValue)
    case (.boolean(let flag), .boolean): cells[index].setFlag(flag)
    case (.integer(let value), .integer), (.integer(let value), .number): cells[index].setWhole(value)
    case (.number(let value), .number): cells[index].setReal(value)
    case (.array(let type, let isMatrix, let rows, let columns, let range), .vector(let declared)) where type == declared && !isMatrix:
      frame.lend(place, lent(type, rows * columns, range), type, rows: rows, columns: nil)
    case (.array(let type, let isMatrix, let rows, let columns, let range), .matrix(let declared)) where type == declared && isMatrix:
      frame.lend(place, lent(type, rows * columns, range), type, rows: rows, columns: columns)
    default: throw ScriptError("\(file.path): a value of another type than \(frame.kind.name) takes")
    }
  }

  private func lent(_ type: ElementType, _ count: Int, _ range: Range<Int>?) -> UnsafeMutableRawPointer {
    let size = max(1, count * type.size)
    let data = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    data.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    if let range { file.bytes.withUnsafeBytes { data.copyMemory(from: $0.baseAddress! + range.lowerBound, byteCount: range.count) } }
    memory.append(data)
    return data
  }

  private func policy(_ number: Int) throws -> any Policy {
    if let policy = policies[number] { return policy }
    let record = file.policies[number]
    let policy: any Policy
    if let text = record.text {
      let made: LuaPolicy
      do { made = try host.load(PluginText(file: record.file, text: text)).makePolicy(options: record.options) } catch {
        throw ScriptError("\(file.path): \(record.kind)/\(record.name): \(error)")
      }
      guard made.identity.hash == record.hash, made.identity.kind == record.kind else { throw ScriptError("\(file.path): \(record.kind)/\(record.name): the text has another hash") }
      policy = made
    } else {
      policy = file.kinds[number].fallback()
    }
    policies[number] = policy
    return policy
  }

  // MARK: As people read it

  private func text(_ answer: Decision.Answer) -> String {
    switch answer {
    case .fault(let text): text
    case .results(_, let results, let outputs): (results + outputs).map { file.text($0) }.joined(separator: ", ")
    }
  }

  private func text(_ answer: Answer, _ decision: Decision) -> String {
    switch answer {
    case .fault(let text): return text
    case .results(let bytes):
      var reader = DecisionReader(bytes, file.path)
      var parts: [String] = []
      while !reader.isAtEnd, let cell = try? reader.cell(withContents: true) { parts.append(DecisionFile.text(cell, bytes)) }
      return parts.joined(separator: ", ")
    }
  }
}

extension ck_cell {
  fileprivate mutating func setFlag(_ flag: Bool) {
    tag = UInt8(CK_BOOLEAN.rawValue)
    boolean = flag
  }
  fileprivate mutating func setWhole(_ value: Int64) {
    tag = UInt8(CK_INTEGER.rawValue)
    integer = value
  }
  fileprivate mutating func setReal(_ value: Double) {
    tag = UInt8(CK_NUMBER.rawValue)
    number = value
  }
}

extension DecisionFile {
  func text(_ cell: Decision.Cell) -> String { Self.text(cell, bytes) }

  /// A value in a few words.
  static func text(_ cell: Decision.Cell, _ bytes: [UInt8]) -> String {
    switch cell {
    case .none: return "nil"
    case .boolean(let flag): return "\(flag)"
    case .integer(let value): return "\(value)"
    case .number(let value): return "\(value)"
    case .array(let type, _, let rows, let columns, _):
      let shown = values(cell, bytes, limit: 6).map { value in
        switch value {
        case .integer(let integer): "\(integer)"
        case .number(let number): "\(number)"
        default: value.typeName
        }
      }
      return "\(type)[\(rows)\(columns == 1 ? "" : "×\(columns)")] { \(shown.joined(separator: ", "))\(rows * columns > shown.count ? ", …" : "") }"
    }
  }

  /// The first elements of an array.
  static func values(_ cell: Decision.Cell, _ bytes: [UInt8], limit: Int) -> [Value] {
    guard case .array(let type, _, let rows, let columns, let range?) = cell else { return [] }
    return (0..<min(limit, rows * columns)).map { i in
      bytes.withUnsafeBytes { bytes in
        let place = range.lowerBound + i * type.size
        return switch type {
        case .f32: .number(Double(bytes.loadUnaligned(fromByteOffset: place, as: Float.self)))
        case .f64: .number(bytes.loadUnaligned(fromByteOffset: place, as: Double.self))
        case .i64: .integer(bytes.loadUnaligned(fromByteOffset: place, as: Int64.self))
        case .mask: .integer(Int64(bytes[place]))
        }
      }
    }
  }
}
