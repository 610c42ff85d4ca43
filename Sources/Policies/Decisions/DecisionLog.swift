import CKernels
import CSodium
import Glibc
import Interface
import JSON

/// Writes down what policies are asked and what they answer: which text, the inputs, the answer, byte for byte.
///
/// With the texts in it, the file can be replayed by anybody who has Formic, without the colony and its data. It belongs to the
/// thread that owns the colony.
public final class DecisionLog {
  public let path: String
  /// Decisions written so far.
  public private(set) var count = 0
  /// Why nothing more is written; the colony goes on without.
  public private(set) var failure: String?
  private let kinds: Set<String>
  private var file: Int32
  private var buffer: [UInt8] = []
  /// libsodium's, of what was written.
  private let hash: UnsafeMutableRawPointer
  /// Numbers of the policies that are in the file. They are kept alive, so that no other takes the place of one.
  private var numbers: [ObjectIdentifier: UInt32] = [:]
  private var policies: [any Policy] = []

  /// Begins a file, over an older log of that name.
  ///
  /// - Parameter kinds: of policy; others are not written down.
  /// - Throws: `ScriptError` where it can't be written, or holds something else.
  public init(path: String, kinds: Set<String>) throws(ScriptError) {
    self.path = path
    self.kinds = kinds
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard file >= 0 else { throw ScriptError("decisions: \(path): \(String(cString: strerror(errno)))") }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw ScriptError("decisions: \(path) is no file")
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw ScriptError("decisions: \(path) is being written by another colony: name another file")
    }
    var start = [UInt8](repeating: 0, count: DecisionCode.magic.count)
    let found = read(file, &start, start.count)
    guard found == 0 || (found == start.count && start == DecisionCode.magic) else {
      close(file)
      throw ScriptError("decisions: \(path) holds something else: name another file, or remove it")
    }
    lseek(file, 0, SEEK_SET)
    ftruncate(file, 0)
    hash = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
    crypto_generichash_init(OpaquePointer(hash), nil, 0, 32)
    put(DecisionCode.magic)
  }

  deinit {
    end()
    hash.deallocate()
  }

  /// Ends the file with its hash. Nothing more is written.
  public func end() {
    guard file >= 0 else { return }
    flush()
    var digest = [UInt8](repeating: 0, count: 32)
    crypto_generichash_final(OpaquePointer(hash), &digest, 32)
    var record = DecisionBytes()
    record.append(DecisionCode.Record.end.rawValue)
    record.append(UInt32(32))
    buffer = record.bytes + digest
    write()
    close(file)
    file = -1
  }

  // MARK: Writing

  func isKept(_ kind: PolicyKind) -> Bool { file >= 0 && failure == nil && kinds.contains(kind.name) }

  /// A policy takes over another's place and what it remembers.
  func handOver(from old: any Policy, to new: any Policy, _ kind: PolicyKind) {
    guard isKept(kind), numbers[ObjectIdentifier(old)] != nil else { return }
    var pair = DecisionBytes()
    pair.append(number(of: old))
    pair.append(number(of: new))
    put(.handover, pair.bytes)
  }

  /// A question as it is before it is asked.
  func ask(_ policy: any Policy, _ function: Int, _ instance: Int, _ frame: PolicyFrame) -> DecisionBytes {
    let number = number(of: policy)
    var question = DecisionBytes()
    question.append(number)
    question.append(UInt8(function))
    question.append(UInt32(instance))
    question.append(frame.now)
    question.append(frame.random)
    let kind = frame.kind
    for i in kind.fields.indices { question.append(frame.context[i]) }
    for (i, parameter) in kind.functions[function].parameters.enumerated() {
      if parameter.isInput { question.append(frame.arguments[i]) } else { question.appendLent(frame.arguments[i]) }
    }
    for i in kind.functions[function].results.indices { question.appendLent(frame.results[i]) }
    return question
  }

  /// Writes a question with its answer.
  func write(_ question: DecisionBytes, answered function: Int, _ frame: PolicyFrame) {
    var question = question
    question.append(DecisionCode.Answer.results.rawValue)
    question.append(results: function, of: frame)
    count += 1
    put(.decision, question.bytes)
  }

  func write(_ question: DecisionBytes, fault: PolicyFault) {
    var question = question
    question.append(DecisionCode.Answer.fault.rawValue)
    question.append(fault.description)
    count += 1
    put(.decision, question.bytes)
  }

  private func number(of policy: any Policy) -> UInt32 {
    if let number = numbers[ObjectIdentifier(policy)] { return number }
    let number = UInt32(policies.count)
    policies.append(policy)
    numbers[ObjectIdentifier(policy)] = number
    let text: String
    do { text = try JSONWriter.text(.table(PolicyRecord(policy).table)) } catch {
      fail("\(policy.identity): its options have no JSON form: \(error)")
      return number
    }
    put(.policy, Array(text.utf8))
    return number
  }

  // MARK: The file

  private func put(_ record: DecisionCode.Record, _ contents: [UInt8]) {
    var head = DecisionBytes()
    head.append(record.rawValue)
    head.append(UInt32(contents.count))
    put(head.bytes)
    put(contents)
  }

  private func put(_ bytes: [UInt8]) {
    buffer += bytes
    if buffer.count >= 1 << 16 { flush() }
  }

  private func flush() {
    crypto_generichash_update(OpaquePointer(hash), buffer, UInt64(buffer.count))
    write()
  }

  private func write() {
    defer { buffer.removeAll(keepingCapacity: true) }
    guard failure == nil else { return }
    buffer.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let step = Glibc.write(file, bytes.baseAddress! + done, bytes.count - done)
        if step < 0 && errno == EINTR { continue }
        if step <= 0 { return fail(String(cString: strerror(errno))) }
        done += step
      }
    }
  }

  private func fail(_ reason: String) { failure = "\(path): \(reason)" }
}

extension DecisionBytes {
  /// What a policy answered: its results, and the arrays it wrote to.
  mutating func append(results function: Int, of frame: PolicyFrame) {
    for i in frame.kind.functions[function].results.indices { append(frame.results[i]) }
    for (i, parameter) in frame.kind.functions[function].parameters.enumerated() where parameter.isOutput { append(frame.arguments[i]) }
  }
}

extension PolicyFrame {
  /// What was answered, as a log writes it.
  public func answer(to function: Int) -> [UInt8] {
    var bytes = DecisionBytes()
    bytes.append(results: function, of: self)
    return bytes.bytes
  }
}
