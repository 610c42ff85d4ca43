import CLuaBridge
public import Interface

/// What a script raised, or why the host ended it.
public struct LuaError: Error, CustomStringConvertible, @unchecked Sendable {
  public enum Kind: Sendable, Equatable {
    /// The text is not Lua.
    case syntax
    /// It raised an error.
    case error
    /// It spent its instructions.
    case budget
    /// It needed more memory than its limit.
    case memory
    /// Ctrl-C.
    case interrupted
  }

  /// A function that was running, innermost first.
  public struct Frame: Sendable, Equatable {
    /// The chunk's name as errors show it; "[C]" for native functions.
    public var source: String
    /// 0 where unknown.
    public var line: Int
    /// For example "local 'helper'", "main chunk", "economy.quote".
    public var name: String

    public init(source: String, line: Int, name: String) {
      self.source = source
      self.line = line
      self.name = name
    }
  }

  public var kind: Kind
  /// As raised, with its place in front where Lua put one.
  public var message: String
  /// Where it happened: from the message, or else the innermost frame of a script. Empty and 0 where unknown.
  public var chunk: String
  public var line: Int
  public var traceback: [Frame]
  /// How many frames were left out of a deep traceback, and before which index.
  public var omitted: (count: Int, before: Int)
  /// A syntax error because the text ended too early: more lines may complete it.
  public var isIncomplete: Bool
  /// The value raised, where it was plain data other than a string.
  public var value: Value?

  public init(
    _ kind: Kind, _ message: String, chunk: String = "", line: Int = 0, traceback: [Frame] = [],
    omitted: (count: Int, before: Int) = (0, 0), isIncomplete: Bool = false, value: Value? = nil
  ) {
    self.kind = kind
    self.message = message
    self.chunk = chunk
    self.line = line
    self.traceback = traceback
    self.omitted = omitted
    self.isIncomplete = isIncomplete
    self.value = value
  }

  public var description: String { message }

  /// The message without the place in front of it.
  public var reason: String {
    let place = "\(chunk):\(line): "
    return line > 0 && message.hasPrefix(place) ? String(message.dropFirst(place.count)) : message
  }
}

extension LuaError {
  /// Reads what the bridge noted about its last failed call.
  init(_ status: fm_status, of state: LuaState) {
    let host = state.host
    var length = 0
    let bytes = fm_error_message(host, &length)!
    let message = String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    let traceback = (0..<fm_error_frame_count(host)).map { index in
      var source: UnsafePointer<CChar>?, name: UnsafePointer<CChar>?
      var line: Int32 = 0
      fm_error_frame(host, index, &source, &name, &line)
      return Frame(source: String(cString: source!), line: max(0, Int(line)), name: String(cString: name!))
    }
    var before: Int32 = 0
    let omitted = fm_error_frames_omitted(host, &before)
    let kind: Kind =
      switch status {
      case FM_SYNTAX: .syntax
      case FM_BUDGET: .budget
      case FM_MEMORY: .memory
      case FM_INTERRUPTED: .interrupted
      default: .error
      }
    let place = Self.place(in: message, traceback)
    self.init(
      kind, message, chunk: place.chunk, line: place.line, traceback: traceback,
      omitted: (Int(omitted), Int(before)), isIncomplete: kind == .syntax && message.hasSuffix("<eof>"),
      value: fm_error_value(host).map { state.value($0.pointee) })
  }

  private static func place(in message: String, _ traceback: [Frame]) -> (chunk: String, line: Int) {
    for frame in traceback where frame.line > 0 && message.hasPrefix("\(frame.source):\(frame.line): ") {
      return (frame.source, frame.line)
    }
    // "chunk:12: …", where the chunk's name may hold colons
    let bytes = Array(message.utf8)
    for (end, byte) in bytes.enumerated() where byte == UInt8(ascii: ":") && end > 0 {
      var digits = end + 1
      while digits < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[digits]) { digits += 1 }
      guard digits > end + 1, digits + 1 < bytes.count, bytes[digits] == UInt8(ascii: ":"), bytes[digits + 1] == UInt8(ascii: " ")
      else { continue }
      return (String(decoding: bytes[..<end], as: UTF8.self), Int(String(decoding: bytes[(end + 1)..<digits], as: UTF8.self)) ?? 0)
    }
    if let script = traceback.first(where: { $0.line > 0 }) { return (script.source, script.line) }
    return ("", 0)
  }
}
